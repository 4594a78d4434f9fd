using System.Collections.Frozen;

namespace Pmo.Agreements;

/// <summary>
/// Reads a directory of agreements into a <see cref="PolicySet"/>. Every error of every file is reported; one error and there is no
/// set. Never throws for what the files hold. Thread-safe.
/// </summary>
public static class PolicyLoader
{
    /// <summary>Largest file, in bytes.</summary>
    public const int MaxFileBytes = 256 * 1024;

    /// <summary>Most files in a set, <c>purposes.yaml</c> counted.</summary>
    public const int MaxFiles = 1000;

    /// <summary>Most datasets that one agreement's permits may name.</summary>
    public const int MaxDatasets = 1000;

    /// <summary>
    /// Loads each <c>*.yaml</c> and <c>*.yml</c> directly in <paramref name="directory"/>: one agreement each, but
    /// <c>purposes.yaml</c>, which is optional. Subdirectories are not read. An empty directory is a set that permits nothing.
    /// </summary>
    public static PolicyLoad Load(string directory, CancellationToken cancellation = default)
    {
        var errors = new List<PolicyError>();
        var files = PolicyDirectory.Read(directory, errors, cancellation);
        return Load(files, errors);
    }

    /// <summary>Loads files that are in memory already. Their order does not matter.</summary>
    public static PolicyLoad Load(IEnumerable<PolicyFile> files) => Load([.. files], []);

    private static PolicyLoad Load(IReadOnlyList<PolicyFile> files, List<PolicyError> errors)
    {
        var purposes = PurposeTexts.BuiltIn;
        var agreements = new List<Agreement>();
        PolicyDirectory.CheckCount(files.Count, errors);
        var sorted = files.Take(MaxFiles + 1).OrderBy(file => file.Name, StringComparer.Ordinal).ToList();
        foreach (var file in sorted)
        {
            var found = new FileErrors(file.Name, errors);
            if (file.Content.Length > MaxFileBytes)
                PolicyDirectory.AddTooLarge(found);
            else if (YamlTree.Read(file.Content.Span, found) is not { } root)
                continue;
            else if (file.Name == PurposeReader.FileName)
                purposes = PurposeReader.Read(root, found);
            else if (AgreementReader.Read(root, found) is { } agreement)
                agreements.Add(agreement);
        }

        SetRules.Check(agreements, errors);
        return new PolicyLoad
        {
            Set = errors.Count == 0 ? new PolicySet(agreements, purposes, PolicyDigest.Of(sorted)) : null,
            Errors = [.. errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)],
        };
    }
}
