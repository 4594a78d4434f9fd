using Pmo.Matching.Questions;
using Pmo.Matching.Scanning;

namespace Pmo.Matching.Coverage;

/// <summary>
/// What is known of one person in one state: the place in the register, and how many programmes have delivered. Kept for the next person, so that a person
/// costs no memory. Not thread-safe.
/// </summary>
internal sealed class CoverageState(ScanTexts regions)
{
    public const int None = 0;
    public const int Claimed = 1;
    public const int One = 2;
    public const int Two = 3;
    public const int ThreePlus = 4;
    public const int Classes = 5;

    private readonly List<int> _programmes = [];

    /// <summary>Whether anything is claimed for the person.</summary>
    public bool IsClaimed { get; private set; }

    public PersonPlace Place { get; } = new(regions);

    /// <summary>Bits of what the person needs.</summary>
    public uint Needs { get; private set; }

    /// <summary>Bits of what the person gets delivered.</summary>
    public uint Met { get; private set; }

    public int Class => _programmes.Count switch
    {
        0 => IsClaimed ? Claimed : None,
        1 => One,
        2 => Two,
        _ => ThreePlus,
    };

    public void AddRow(int desil, int region, uint needs)
    {
        Place.Add(desil, region);
        Needs |= needs;
    }

    public void AddAid(Programme programme, bool isDelivered)
    {
        if (!isDelivered)
        {
            IsClaimed = true;
            return;
        }

        Met |= programme.Category;
        if (!_programmes.Contains(programme.Number))
        {
            _programmes.Add(programme.Number);
        }
    }

    public void Clear()
    {
        Place.Clear();
        _programmes.Clear();
        (IsClaimed, Needs, Met) = (false, 0, 0);
    }
}
