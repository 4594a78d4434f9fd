using System.Globalization;
using Pmo.Client.Uploads;
using Pmo.Protocol.Api;

namespace Pmo.AppHost.Demo;

/// <summary>A dataset of the demo, with its rows.</summary>
internal sealed record DemoList(string Owner, DatasetRequest Dataset, IReadOnlyList<UploadItem> Rows);

/// <summary>The demo's datasets: a register of 2,000, PKH for 1,200 of them, zakat for 600, of whom 300 are on PKH too.</summary>
internal static class DemoLists
{
    private const int Register = 2000;
    private const int Pkh = 1200;
    private const int ZakatFrom = 900;
    private const int Zakat = 600;
    private static readonly DateOnly Retain = new(2099, 12, 31);
    private static readonly string[] Needs = ["pangan", "kesehatan", "perumahan", "pendidikan", "sanitasi"];
    private static readonly string[] ZakatTypes = ["ZAKAT_KESEHATAN", "ZAKAT_PENDIDIKAN", "ZAKAT_EKONOMI", "ZAKAT_KEMANUSIAAN"];

    /// <summary>Everybody the lists and the sample are made of; those from <see cref="ReachedByNobody"/> on are in no aid dataset.</summary>
    public static IReadOnlyList<DemoPerson> People { get; } = DemoPopulation.Make(Register + 100);

    /// <summary>Index of the first person whom no aid reaches.</summary>
    public const int ReachedByNobody = ZakatFrom + Zakat;

    public static IReadOnlyList<DemoList> All =>
    [
        new(DemoOrganisations.Dinsos,
            new DatasetRequest("dinsos-dtsen", "DTSEN Provinsi Lampung (contoh)", "register", "person", "UU 27/2022 20(2)e", Retain, Year: 2026),
            Rows(0, Register, "DTSEN", RegisterRow)),
        new(DemoOrganisations.Dinsos,
            new DatasetRequest("dinsos-pkh-2026", "PKH 2026 (contoh)", "aid", "household", "UU 27/2022 20(2)e", Retain,
                "Program Keluarga Harapan", "PKH", 2026, 3_600_000_000),
            Rows(0, Pkh, "PKH", PkhRow)),
        new(DemoOrganisations.Baznas,
            new DatasetRequest("baznas-zakat-2026", "Penyaluran zakat 2026 (contoh)", "aid", "person", "UU 27/2022 20(2)f", Retain,
                "Zakat produktif dan konsumtif", "ZAKAT_KEMANUSIAAN", 2026, 900_000_000),
            Rows(ZakatFrom, Zakat, "ZKT", ZakatRow)),
    ];

    private static List<UploadItem> Rows(int from, int count, string reference, Func<DemoPerson, Dice, UploadRow> row)
    {
        var dice = new Dice("pmo-demo-" + reference);
        return People.Skip(from).Take(count)
            .Select((person, i) => new UploadItem(
                person.Nik, row(person, dice) with { Ref = string.Create(CultureInfo.InvariantCulture, $"{reference}-{i + 1:D5}") }, person.Card))
            .ToList();
    }

    private static UploadRow RegisterRow(DemoPerson person, Dice dice) => new(
        [], "delivered", Region: person.Region, Desil: dice.Next(5) + 1, Needs: [dice.Pick(Needs)]);

    private static UploadRow PkhRow(DemoPerson person, Dice dice) => new(
        [], "delivered", AidType: "PKH", Amount: (dice.Next(9) + 2) * 300_000, Period: "2026", Region: person.Region);

    private static UploadRow ZakatRow(DemoPerson person, Dice dice) => new(
        [], dice.Next(10) == 0 ? "claimed" : "delivered", AidType: dice.Pick(ZakatTypes), Amount: (dice.Next(8) + 1) * 250_000,
        Period: string.Create(CultureInfo.InvariantCulture, $"2026-{dice.Next(10) + 1:D2}"), Region: person.Region);
}
