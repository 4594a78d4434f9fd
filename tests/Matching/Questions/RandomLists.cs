using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Questions;

/// <summary>Small lists in which few persons, regions and programmes meet often, in two states; and how a plain reader reads them.</summary>
internal static class RandomLists
{
    public const int Persons = 40;

    public static readonly Dictionary<string, string> Category = new(StringComparer.Ordinal)
    {
        ["PKH"] = "tunai bersyarat", ["SEMBAKO"] = "pangan", ["RTLH"] = "perumahan", ["BENCANA"] = "darurat", ["MBG"] = "pangan",
    };

    private static readonly string[] Regions = ["1801012001", "180102", "1801", "1871011001", "1871", "18", "31"];

    /// <summary>Two registers and some aid.</summary>
    public static List<RawList> Draw(Dice dice)
    {
        List<RawList> lists =
        [
            new("dtsen", "dinsos", "register", null, null, 2026, null, Rows(dice, "r", 30, isRegister: true)),
            new("p3ke", "bappeda", "register", null, null, 2026, null, Rows(dice, "s", 20, isRegister: true)),
        ];
        for (var i = 0; i < 1 + dice.Next(4); i++)
        {
            lists.Add(new RawList(
                $"aid-{i}", dice.Pick(["dinsos", "baznas"]), "aid", dice.Chance(60) ? $"Program {dice.Next(2)}" : null, dice.Pick([.. Category.Keys]),
                dice.Chance(80) ? 2024 + dice.Next(3) : null, dice.Chance(50) ? 1_000_000 : null, Rows(dice, $"a{i}", 25, isRegister: false)));
        }

        return lists;
    }

    /// <summary>All of 18 but 1871, or everywhere.</summary>
    public static DecidedRegions? Where(Dice dice) => dice.Chance(30) ? new DecidedRegions(["18"], ["1871"]) : null;

    // A row that says no more than 18 may be of 1871.
    public static bool Shows(DecidedRegions? regions, string? region) =>
        regions is null || (region is { Length: > 2 } && region.StartsWith("18", StringComparison.Ordinal) && !region.StartsWith("1871", StringComparison.Ordinal));

    /// <summary>Relief and school meals are no overlap; being on a register may be one.</summary>
    public static bool Counts(RawList list, RawRow row) => list.Kind == "register" || (row.AidType ?? list.AidType) is not ("BENCANA" or "MBG");

    public static string Card(int number) => $"card {number}";

    private static List<RawRow> Rows(Dice dice, string name, int most, bool isRegister) =>
    [
        .. Enumerable.Range(0, dice.Next(most)).Select(i =>
        {
            var (person, wasThere) = (dice.Next(Persons), dice.Chance(60));
            return new RawRow(
                TestPseudonyms.Digits(person),
                !isRegister && dice.Chance(30) ? dice.Pick([.. Category.Keys]) : null,
                !isRegister && dice.Chance(80) ? dice.Next(5) * 250_000L : null,
                !isRegister && dice.Chance(50) ? dice.Pick(["2024", "2025-07", "2026-01"]) : null,
                dice.Chance(80) ? dice.Pick(Regions) : null,
                isRegister && dice.Chance(80) ? 1 + dice.Next(4) : null,
                isRegister ? [.. new[] { "pangan", "perumahan", "kesehatan" }.Where(_ => dice.Chance(35))] : [],
                isRegister || dice.Chance(70))
            {
                Kk = dice.Chance(50) ? Card(dice.Chance(80) ? person % 9 : dice.Next(9)) : null,
                Ref = $"{name}-{i}",
                IsThen = wasThere,
                IsNow = !wasThere || dice.Chance(75),
                IsRestricted = dice.Chance(4),
            };
        }),
    ];
}
