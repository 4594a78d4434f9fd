using System.Globalization;
using System.Text.Json;
using Pmo.Matching.Tests.Questions;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Checks;

/// <summary>A row that is told of a person: one's own, or of somebody on the same family card.</summary>
internal readonly record struct ToldRow(RawList List, RawRow Row, bool IsFamily);

/// <summary>What a plain reader would tell of rows, as JSON in an order of its own.</summary>
internal static class OverlapReading
{
    public static readonly string[] Fields = ["provider", "category", "programme", "year", "period", "amount-band", "region"];

    public static string Read(IReadOnlyList<ToldRow> rows, ISet<string> disclose)
    {
        var overlaps =
            from r in rows
            where r.IsFamily || disclose.Overlaps(Fields)
            let isAid = r.List.Kind == "aid"
            let overlap = new Overlap(
                Provider: disclose.Contains("provider") ? r.List.Owner : null,
                Category: disclose.Contains("category") && isAid ? CategoryOf(r) : null,
                Programme: disclose.Contains("programme") ? r.List.Programme : null,
                Year: disclose.Contains("year") ? YearOf(r) : null,
                Period: disclose.Contains("period") ? r.Row.Period : null,
                AmountBand: disclose.Contains("amount-band") && isAid
                    ? Band([.. rows.Where(o => o.List == r.List && o.IsFamily == r.IsFamily && YearOf(o) == YearOf(r))]) : null,
                Region: disclose.Contains("region") ? r.Row.Region is { Length: > 4 } region ? region[..4] : r.Row.Region : null,
                Household: r.IsFamily ? true : null)
            group !isAid || r.Row.Delivered by overlap into told
            select told.Contains(true) ? told.Key : told.Key with { Claimed = true };
        return Text(overlaps);
    }

    public static string Text(IEnumerable<Overlap> overlaps) =>
        string.Join('\n', overlaps.Select(o => JsonSerializer.Serialize(o, ApiJson.Options)).Order(StringComparer.Ordinal));

    // Of relief that is on no list of needs there is none.
    private static string? CategoryOf(ToldRow r) => RandomLists.Category[r.Row.AidType ?? r.List.AidType!];

    private static int? YearOf(ToldRow r) => r.Row.Period is { } period ? int.Parse(period[..4], CultureInfo.InvariantCulture) : r.List.Year;

    private static string? Band(List<ToldRow> rows)
    {
        if (rows.TrueForAll(r => r.Row.Amount is null))
        {
            return null;
        }

        (long Below, string Name)[] bands = [(500_000, "<500rb"), (1_000_000, "500rb-1jt"), (5_000_000, "1-5jt"), (25_000_001, "5-25jt")];
        return bands.Where(b => rows.Sum(r => r.Row.Amount ?? 0) < b.Below).Select(b => b.Name).FirstOrDefault(">25jt");
    }
}
