namespace Pmo.AppHost.Population;

/// <summary>A programme of aid, as far as its list is concerned.</summary>
/// <param name="AidType">Code of the catalogue.</param>
/// <param name="MostDesil">Whom it is meant for.</param>
/// <param name="Share">How many of a hundred of those it reaches.</param>
/// <param name="Unit">Whole rupiah of one payment.</param>
/// <param name="Payments">Most payments in a year.</param>
/// <param name="IsMonthly">Whether its period is a month, else the year.</param>
/// <param name="Claimed">Of a hundred rows, how many are not delivered yet.</param>
/// <param name="Names">Who of a family stands on the list.</param>
internal sealed record Programme(
    string AidType, int MostDesil, int Share, long Unit, int Payments, bool IsMonthly, int Claimed, FamilyRole Names)
{
    /// <summary>
    /// Those whose lists meet most. PKH names the mother and BLT-DD the head: the same family is on both, and only its card shows it. SEMBAKO goes to whom
    /// PKH goes, zakat and companies to whom they find: overlaps between all of them are as many as chance and poverty make.
    /// </summary>
    public static readonly IReadOnlyList<Programme> All =
    [
        new("PKH", 4, 55, 300_000, 9, IsMonthly: false, 2, FamilyRole.Mother),
        new("SEMBAKO", 5, 50, 200_000, 12, IsMonthly: false, 2, FamilyRole.Mother),
        new("BLT_DD", 2, 35, 300_000, 12, IsMonthly: false, 4, FamilyRole.Head),
        new("PIP", 4, 45, 225_000, 4, IsMonthly: false, 8, FamilyRole.Child),
        new("ZAKAT_KEMANUSIAAN", 3, 12, 250_000, 4, IsMonthly: true, 10, FamilyRole.Head),
        new("CSR_RUMAH", 3, 3, 5_000_000, 4, IsMonthly: true, 30, FamilyRole.Head),
    ];
}
