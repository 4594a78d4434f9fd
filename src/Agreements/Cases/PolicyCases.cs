namespace Pmo.Agreements;

/// <summary>The cases of a directory, or everything that is wrong with its files.</summary>
/// <param name="Cases">All cases that could be read, by file and line.</param>
/// <param name="Errors">All errors, by file and line.</param>
public sealed record PolicyCases(IReadOnlyList<PolicyCase> Cases, IReadOnlyList<PolicyError> Errors)
{
    /// <summary>
    /// Loads each <c>*.yaml</c> and <c>*.yml</c> directly in <paramref name="directory"/> (by custom, <c>tests</c> beside the
    /// agreements), under the limits of <see cref="PolicyLoader"/>. Never throws for what the files hold.
    /// </summary>
    public static PolicyCases Load(string directory, CancellationToken cancellation = default)
    {
        var errors = new List<PolicyError>();
        return Read(PolicyDirectory.Read(directory, errors, cancellation), errors);
    }

    /// <summary>Loads files that are in memory already.</summary>
    public static PolicyCases Load(IEnumerable<PolicyFile> files) => Read([.. files], []);

    private static PolicyCases Read(IReadOnlyList<PolicyFile> files, List<PolicyError> errors)
    {
        var cases = new List<PolicyCase>();
        PolicyDirectory.CheckCount(files.Count, errors);
        foreach (var file in files.Take(PolicyLoader.MaxFiles).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            var found = new FileErrors(file.Name, errors);
            if (file.Content.Length > PolicyLoader.MaxFileBytes)
                PolicyDirectory.AddTooLarge(found);
            else if (YamlTree.Read(file.Content.Span, found) is { } root)
                cases.AddRange(CaseReader.Read(root, found));
        }

        return new PolicyCases(cases, [.. errors.OrderBy(error => error.File, StringComparer.Ordinal).ThenBy(error => error.Line)]);
    }
}
