using System.Globalization;
using Pmo.Matching.AidTypes;
using Pmo.Matching.Datasets;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Checks;

/// <summary>
/// Gathers the records of one person, or household, and tells of them only what may be told. A register is not aid, but being on one that the decision names is a
/// match, without category, amount or claim. Memory grows with the differing fields, not with the records. Not thread-safe.
/// </summary>
internal sealed class PersonOverlaps
{
    /// <summary>Most overlaps that are listed of a person; the first in order.</summary>
    public const int Max = 50;

    // No aid sums up to this; it keeps a hostile upload from overflowing the sum.
    private const long MaxSum = 1_000_000_000_000_000;

    private readonly Dictionary<(Dataset Dataset, Overlap Told), bool> _delivered = [];
    private readonly Dictionary<(string Dataset, int? Year, bool? Household), long> _amounts = [];

    /// <summary>Whether anything was added: else there are records, and none of them may be told.</summary>
    public bool IsShown { get; private set; }

    /// <summary>Whether <paramref name="found"/> is an overlap at all.</summary>
    public static bool Counts(in Found found) =>
        found.Dataset.Kind == DatasetRules.Register || AidTypeList.CountsAsOverlap(found.AidType ?? found.Dataset.AidType);

    /// <param name="found">A record that counts and may be told.</param>
    /// <param name="disclosure">How much of it.</param>
    /// <param name="household">True: it is of the family, and told apart from the person's own.</param>
    public void Add(in Found found, Disclosure disclosure, bool household)
    {
        IsShown = true;
        if (!disclosure.Details && !household)
        {
            return;
        }

        var register = found.Dataset.Kind == DatasetRules.Register;
        var year = found.Period is { } period ? int.Parse(period.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture) : found.Dataset.Year;
        if (found.Amount is { } amount && !register)
        {
            var sum = (found.Dataset.Id, year, household ? true : (bool?)null);
            _amounts[sum] = Math.Min(MaxSum, _amounts.GetValueOrDefault(sum) + amount);
        }

        // The year is kept here, disclosed or not: the amount's band is by year.
        var told = new Overlap(
            Provider: disclosure.Provider ? found.Dataset.Owner : null,
            Category: disclosure.Category && !register ? AidTypeList.Category(found.AidType ?? found.Dataset.AidType) : null,
            Programme: disclosure.Programme ? found.Dataset.Programme : null,
            Year: disclosure.Year || disclosure.AmountBand ? year : null,
            Period: disclosure.Period ? found.Period : null,
            Region: disclosure.Region ? Kabupaten(found.Region) : null,
            Household: household ? true : null);
        var key = (found.Dataset, told);
        _delivered[key] = _delivered.GetValueOrDefault(key) || register || found.Delivered;
    }

    /// <summary>The overlaps, without repetition, in a fixed order.</summary>
    public IReadOnlyList<Overlap> List(Disclosure disclosure)
    {
        if (_delivered.Count != 1)
        {
            return ListMany(disclosure);
        }

        // Most have one, and putting it in order took more memory than all else that is done for a person.
        var ((dataset, told), delivered) = _delivered.First();
        return [Told(Finish(dataset, told, disclosure), delivered)];
    }

    private List<Overlap> ListMany(Disclosure disclosure) =>
    [
        .. _delivered
            .Select(d => (Told: Finish(d.Key.Dataset, d.Key.Told, disclosure), Delivered: d.Value))
            .GroupBy(d => d.Told, d => d.Delivered)
            .Select(g => Told(g.Key, g.Any(delivered => delivered)))
            .OrderBy(o => o.Household == true)
            .ThenBy(o => o.Provider, StringComparer.Ordinal)
            .ThenBy(o => o.Category, StringComparer.Ordinal)
            .ThenBy(o => o.Programme, StringComparer.Ordinal)
            .ThenBy(o => o.Year)
            .ThenBy(o => o.Period, StringComparer.Ordinal)
            .ThenBy(o => o.Region, StringComparer.Ordinal)
            .ThenBy(o => o.AmountBand, StringComparer.Ordinal)
            .Take(Max),
    ];

    private static Overlap Told(Overlap overlap, bool delivered) => delivered ? overlap : overlap with { Claimed = true };

    private Overlap Finish(Dataset dataset, Overlap told, Disclosure disclosure) => told with
    {
        Year = disclosure.Year ? told.Year : null,
        AmountBand = disclosure.AmountBand && _amounts.TryGetValue((dataset.Id, told.Year, told.Household), out var sum) ? AmountBand.Of(sum) : null,
    };

    // Kemendagri code: the first four digits; of a row that names only the province, that.
    private static string? Kabupaten(string? region) => region is { Length: > 4 } ? region[..4] : region;
}
