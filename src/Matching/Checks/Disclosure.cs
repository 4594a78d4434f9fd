namespace Pmo.Matching.Checks;

/// <summary>What an answer may tell: names of the agreements' vocabulary; unknown ones tell nothing.</summary>
internal sealed class Disclosure(IEnumerable<string> names)
{
    private readonly HashSet<string> _names = names.ToHashSet(StringComparer.Ordinal);

    /// <summary>Whether it may be told at all that a person is listed.</summary>
    public bool Overlap => _names.Contains("overlap");

    public bool Provider => _names.Contains("provider");

    public bool Category => _names.Contains("category");

    public bool Programme => _names.Contains("programme");

    public bool Year => _names.Contains("year");

    public bool Period => _names.Contains("period");

    public bool AmountBand => _names.Contains("amount-band");

    public bool Region => _names.Contains("region");

    /// <summary>Whether it may be told that others of the family are listed.</summary>
    public bool Household => _names.Contains("household");

    /// <summary>With only <c>overlap</c>, the list stays empty.</summary>
    public bool Details => Provider || Category || Programme || Year || Period || AmountBand || Region;
}
