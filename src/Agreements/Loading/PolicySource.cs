namespace Pmo.Agreements;

/// <summary>The files of a directory as they were at one look, not yet understood.</summary>
public sealed record PolicySource
{
    private PolicySource(IReadOnlyList<PolicyFile> files, IReadOnlyList<PolicyError> errors) => (Files, Errors) = (files, errors);

    /// <summary>What could be read, in ordinal order of names.</summary>
    public IReadOnlyList<PolicyFile> Files { get; }

    /// <summary>What could not: a missing directory, a file without permission or gone between listing and reading.</summary>
    public IReadOnlyList<PolicyError> Errors { get; }

    /// <summary><c>sha256:</c> and 64 hex digits over names and bytes of what could be read; a set's <see cref="PolicySet.Digest"/> is this.</summary>
    public string Digest => PolicyDigest.Of(Files);

    /// <summary>
    /// Reads each <c>*.yaml</c> and <c>*.yml</c> directly in <paramref name="directory"/>, at most one byte beyond
    /// <see cref="PolicyLoader.MaxFileBytes"/> of each. Two looks that are equal (<see cref="IsSame"/>) saw no change in between.
    /// </summary>
    public static PolicySource Read(string directory, CancellationToken cancellation = default)
    {
        var errors = new List<PolicyError>();
        var files = PolicyDirectory.Read(directory, errors, cancellation);
        return new PolicySource([.. files.OrderBy(file => file.Name, StringComparer.Ordinal)], errors);
    }

    /// <summary>Files that are in memory already.</summary>
    public static PolicySource Of(IEnumerable<PolicyFile> files) =>
        new([.. files.OrderBy(file => file.Name, StringComparer.Ordinal)], []);

    /// <summary>Whether the other look saw the same bytes and the same errors.</summary>
    public bool IsSame(PolicySource other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Errors.SequenceEqual(other.Errors)
            && Files.Count == other.Files.Count
            && Files.Zip(other.Files).All(pair => pair.First.Name == pair.Second.Name && pair.First.Content.Span.SequenceEqual(pair.Second.Content.Span));
    }
}
