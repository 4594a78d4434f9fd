using Pmo.Matching.Scanning;

namespace Pmo.Matching.Questions;

/// <summary>
/// Where a person of a register stands who may have several rows in it: the poorest row's desil and region, and among equals the first region by code, in
/// whatever order the rows come. Not thread-safe.
/// </summary>
internal sealed class PersonPlace(ScanTexts regions)
{
    private const int UnknownDesil = 11;

    public bool IsThere { get; private set; }

    /// <summary>0: not known.</summary>
    public int Desil { get; private set; }

    /// <summary>A number of the scan's regions.</summary>
    public int Region { get; private set; }

    public void Add(int desil, int region)
    {
        if (!IsThere || Rank(desil) < Rank(Desil) || (Rank(desil) == Rank(Desil) && IsBefore(region)))
        {
            (IsThere, Desil, Region) = (true, desil, region);
        }
    }

    public void Clear() => (IsThere, Desil, Region) = (false, 0, 0);

    private static int Rank(int desil) => desil == 0 ? UnknownDesil : desil;

    // A known region goes before none.
    private bool IsBefore(int region) => region != 0 && (Region == 0 || string.CompareOrdinal(regions[region], regions[Region]) < 0);
}
