using System.Globalization;
using Pmo.AuditLog;
using Pmo.AuditLog.Search;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Transparency;

/// <summary>A figure that singles nobody out: exact from <see cref="Smallest"/> on. Immutable.</summary>
internal sealed record PublicFigure(string Name, long Count)
{
    public const long Smallest = 10;

    public string Text => Count == 0 ? "0" : Count < Smallest ? $"< {Smallest}" : Count.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What the public page counts. Immutable.</summary>
/// <param name="Checks">Checks opened in each of the last twelve months, the newest first.</param>
/// <param name="Refusals">Refusals of these months by code; rare ones are one line with an empty name.</param>
internal sealed record PublicFigures(IReadOnlyList<PublicFigure> Checks, IReadOnlyList<PublicFigure> Refusals)
{
    private const int Months = 12;

    public static async Task<PublicFigures> ReadAsync(EntryIndex index, DateTimeOffset now, CancellationToken cancellation)
    {
        var today = Wib.DateOf(now);
        var month = new DateOnly(today.Year, today.Month, 1);
        var checks = new List<PublicFigure>();
        for (var i = 0; i < Months; i++)
        {
            var first = month.AddMonths(-i);
            var count = await index.CountAsync(
                EntryWords.Operation("check"), EntryWords.Status(StatusCodes.Status201Created), Start(first), Start(first.AddMonths(1)), cancellation);
            checks.Add(new PublicFigure(first.ToString("yyyy-MM", CultureInfo.InvariantCulture), count));
        }

        var refusals = await index.CountRefusalsAsync(Start(month.AddMonths(1 - Months)), Start(month.AddMonths(1)), cancellation);
        return new PublicFigures(checks, Merge(refusals));
    }

    /// <summary>Rare reasons are added up, so that one refusal of one partner is not to be recognised.</summary>
    public static IReadOnlyList<PublicFigure> Merge(IReadOnlyList<(string Reason, long Count)> refusals)
    {
        var rare = refusals.Where(r => r.Count < PublicFigure.Smallest).Sum(r => r.Count);
        return
        [
            .. refusals.Where(r => r.Count >= PublicFigure.Smallest).OrderByDescending(r => r.Count).Select(r => new PublicFigure(r.Reason, r.Count)),
            .. rare > 0 ? [new PublicFigure("", rare)] : Array.Empty<PublicFigure>(),
        ];
    }

    private static DateTimeOffset Start(DateOnly day) => new(day, TimeOnly.MinValue, Wib.Offset);
}
