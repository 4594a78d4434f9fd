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
    /// <param name="directory">The folder.</param>
    /// <param name="enforced">What the services that will be told of the decisions keep to: an agreement that asks for more is an error.</param>
    /// <param name="cancellation">Ends reading.</param>
    public static PolicyLoad Load(string directory, PolicyFeatures enforced, CancellationToken cancellation = default) =>
        Load(PolicySource.Read(directory, cancellation), enforced);

    /// <summary>Loads files that are in memory already. Their order does not matter.</summary>
    public static PolicyLoad Load(PolicySource source, PolicyFeatures enforced)
    {
        ArgumentNullException.ThrowIfNull(source);
        var errors = source.Errors.ToList();
        var purposes = PurposeTexts.BuiltIn;
        var agreements = new List<Agreement>();
        PolicyDirectory.CheckCount(source.Files.Count, errors);
        foreach (var file in source.Files.Take(MaxFiles + 1))
        {
            var found = new FileErrors(file.Name, errors);
            if (file.Content.Length > MaxFileBytes)
                PolicyDirectory.AddTooLarge(found);
            else if (YamlTree.Read(file.Content.Span, found) is not { } root)
                continue;
            else if (file.Name == PurposeReader.FileName)
                purposes = PurposeReader.Read(root, found);
            else if (AgreementReader.Read(root, found, enforced) is { } agreement)
                agreements.Add(agreement);
        }

        SetRules.Check(agreements, errors);
        return new PolicyLoad
        {
            Set = errors.Count == 0 ? new PolicySet(agreements, purposes, source.Digest) : null,
            Errors = [.. errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)],
        };
    }
}
