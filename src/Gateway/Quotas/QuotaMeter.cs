using System.Data.Common;
using System.Globalization;
using Microsoft.Extensions.Primitives;
using Pmo.Agreements;
using Pmo.Gateway.Quotas.Storage;
using Pmo.Gateway.Sessions;

namespace Pmo.Gateway.Quotas;

/// <summary>What one meter shows for a caller.</summary>
internal sealed record MeterReading(QuotaRule Rule, long Left, DateTimeOffset Start, DateTimeOffset ResetsAt);

/// <summary>Reserves persons on every meter of a decision, all or none. Thread-safe.</summary>
internal sealed class QuotaMeter(QuotaTable table)
{
    /// <returns>The readings after the reservation, or the rule that has not enough left: the caller gives the others back.</returns>
    public static async Task<(IReadOnlyList<MeterReading> Readings, QuotaRule? Exhausted)> ReserveAsync(
        IReadOnlyList<QuotaRule> rules, int persons, DateTimeOffset now, DbTransaction transaction)
    {
        var readings = new List<MeterReading>(rules.Count);
        foreach (var rule in rules)
        {
            var window = QuotaWindow.Of(rule.Period, now);
            var used = await QuotaTable.TryReserveAsync(rule.Key, window.Start.ToUnixTimeSeconds(), persons, rule.Limit, transaction);
            if (used is null)
            {
                return (readings, rule);
            }

            readings.Add(new MeterReading(rule, rule.Limit - used.Value, window.Start, window.ResetsAt));
        }

        return (readings, null);
    }

    /// <summary>The charges that a session carries, so that they can be given back.</summary>
    public static IReadOnlyList<Charge> Charges(IReadOnlyList<MeterReading> readings, int persons) =>
        readings.Select(r => new Charge(r.Rule.Key, r.Start.ToUnixTimeSeconds(), persons)).ToList();

    /// <summary>Gives charges back.</summary>
    public static async Task ReturnAsync(IReadOnlyList<Charge> charges, DbTransaction transaction)
    {
        foreach (var charge in charges)
        {
            await QuotaTable.RefundAsync(charge.Meter, charge.Window, charge.Persons, transaction);
        }
    }

    /// <summary>What a meter shows now.</summary>
    public async Task<MeterReading> ReadAsync(QuotaRule rule, DateTimeOffset now, CancellationToken cancellation)
    {
        var window = QuotaWindow.Of(rule.Period, now);
        var used = await table.UsedAsync(rule.Key, window.Start.ToUnixTimeSeconds(), cancellation);
        return new MeterReading(rule, Math.Max(0, rule.Limit - used), window.Start, window.ResetsAt);
    }

    /// <summary><c>RateLimit</c> and <c>RateLimit-Policy</c> (draft-ietf-httpapi-ratelimit-headers): persons, and seconds until the window ends.</summary>
    public static void WriteHeaders(HttpResponse response, IReadOnlyList<MeterReading> readings, DateTimeOffset now)
    {
        if (readings.Count == 0)
        {
            return;
        }

        response.Headers["RateLimit-Policy"] = Join(readings, r =>
            $"\"{r.Rule.Key}\";q={r.Rule.Limit.ToString(CultureInfo.InvariantCulture)};w={Seconds(r.ResetsAt - r.Start)}");
        response.Headers["RateLimit"] = Join(readings, r =>
            $"\"{r.Rule.Key}\";r={r.Left.ToString(CultureInfo.InvariantCulture)};t={Seconds(r.ResetsAt - now)}");
    }

    private static StringValues Join(IReadOnlyList<MeterReading> readings, Func<MeterReading, string> write) => string.Join(", ", readings.Select(write));

    private static string Seconds(TimeSpan span) => ((long)Math.Ceiling(span.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
