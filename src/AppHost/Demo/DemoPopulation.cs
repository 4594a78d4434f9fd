using Pmo.AppHost.Population;
using Pmo.Protocol.Inputs;

namespace Pmo.AppHost.Demo;

/// <summary>An invented person, where they live now (kecamatan, 6 digits), and their family's card if they have shown it.</summary>
internal sealed record DemoPerson(Nik Nik, string Region, Kk? Card);

/// <summary>Invented people of Lampung, always the same; serials below 5000. Nobody real is meant.</summary>
internal static class DemoPopulation
{
    // Kecamatan of Bandar Lampung, Lampung Selatan and Lampung Tengah (Kepmendagri 300.2.2-2430/2025).
    private static readonly string[] Districts = ["187101", "187102", "187103", "180104", "180105", "180106", "180201", "180202", "180203"];

    // PKH names the mother and zakat her husband: so that the one who is only on PKH and the one who is only on zakat are a family.
    private const int Mothers = 300;
    private const int FirstHusband = 1200;

    /// <summary>The first <paramref name="count"/> people, all different.</summary>
    public static IReadOnlyList<DemoPerson> Make(int count)
    {
        var dice = new Dice("pmo-demo-population-1");
        var people = new List<DemoPerson>(count);
        var seen = new HashSet<Nik>();
        while (people.Count < count)
        {
            var district = dice.Pick(Districts);
            var day = dice.Next(28) + 1 + (dice.Next(2) == 0 ? 0 : InventedNumber.WomensDay);
            var nik = InventedNumber.Read(InventedNumber.Text(
                district, day, dice.Next(12) + 1, dice.Next(60) + 1945, dice.Next(InventedNumber.Serials) + 1));
            if (seen.Add(nik))
            {
                people.Add(new DemoPerson(nik, district, CardOf(people.Count)));
            }
        }

        return people;
    }

    /// <summary>The card of person <paramref name="i"/>; one in ten has shown none.</summary>
    private static Kk? CardOf(int i)
    {
        var family = i is >= FirstHusband and < FirstHusband + Mothers ? i - FirstHusband : i;
        var text = InventedNumber.Text(Districts[family % Districts.Length], family % 28 + 1, family % 12 + 1, family % 15 + 2010, family + 1);
        return i % 10 == 9 ? null : Kk.Of(InventedNumber.Read(text));
    }
}
