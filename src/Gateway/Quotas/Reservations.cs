using System.Data.Common;
using Pmo.Agreements;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Quotas.Storage;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Quotas;

/// <summary>
/// Reserves what an answer may charge and settles what it did. An answer of which nothing was heard is given back whole, and its receipt is named to the
/// service with the next request, for which then nobody counts as paid under it: hanging up does not make an answer free. Thread-safe.
/// </summary>
internal sealed partial class Reservations(Database database, TimeProvider time, ILogger<Reservations> logger) : BackgroundService
{
    /// <summary>Most persons of one answer.</summary>
    public const int Most = 1_000_000;

    private const int Batch = 200;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // A page takes seconds: by then a replica has crashed. If not, what it tells is charged all the same.
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(2);

    /// <summary>Takes from every meter what is left, up to <paramref name="most"/>.</summary>
    /// <returns>How many persons, null without a meter; and the readings without them.</returns>
    public static async Task<(int? Chargeable, IReadOnlyList<MeterReading> Readings)> LeftAsync(
        IReadOnlyList<QuotaRule> rules, int most, DateTimeOffset now, DbTransaction transaction)
    {
        var readings = new List<MeterReading>(rules.Count);
        foreach (var rule in rules)
        {
            var window = QuotaWindow.Of(rule.Period, now);
            var used = await QuotaTable.UsedAsync(rule.Key, window.Start.ToUnixTimeSeconds(), transaction);
            readings.Add(new MeterReading(rule, Math.Max(0, rule.Limit - used), window.Start, window.ResetsAt));
        }

        if (readings.Count == 0)
        {
            return (null, readings);
        }

        var chargeable = (int)Math.Min(most, readings.Min(r => r.Left));
        foreach (var reading in readings)
        {
            await QuotaTable.TryReserveAsync(reading.Rule.Key, reading.Start.ToUnixTimeSeconds(), chargeable, reading.Rule.Limit, transaction);
        }

        return (chargeable, readings);
    }

    /// <summary>Gives back what was not charged, in the transaction of the outcome.</summary>
    public async Task SettleAsync(
        HttpResponse response, Reservation reservation, IReadOnlyList<string> unsettled, IReadOnlyList<MeterReading> readings, ServiceOutcome outcome,
        DbTransaction transaction)
    {
        // The service refused, and so marked nobody; or it told how many; or nobody knows.
        var charged = outcome.Status is >= 400 and < 500 ? 0 : outcome.Charged;
        var isOpen = await ReservationTable.CloseAsync(reservation.Audit, isVoid: charged is null, transaction);
        if (charged is { } persons)
        {
            await ReservationTable.ForgetAsync(unsettled, transaction);
            QuotaMeter.WriteHeaders(response, [.. readings.Select(r => r with { Left = Math.Max(0, r.Left - persons) })], time.GetUtcNow());
        }

        foreach (var charge in reservation.Charges)
        {
            // Swept meanwhile: what is told now is charged all the same, also beyond the limit.
            var back = (isOpen ? charge.Persons : 0) - (charged ?? 0);
            await (back >= 0
                ? QuotaTable.RefundAsync(charge.Meter, charge.Window, back, transaction)
                : QuotaTable.TryReserveAsync(charge.Meter, charge.Window, -back, long.MaxValue, transaction));
        }
    }

    /// <summary>Gives back what a crash left reserved.</summary>
    /// <returns>How many answers.</returns>
    public Task<int> SweepAsync(CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var lost = await ReservationTable.LostAsync(time.GetUtcNow() - Life, Batch, transaction);
            foreach (var reservation in lost)
            {
                await ReservationTable.CloseAsync(reservation.Audit, isVoid: true, transaction);
                await QuotaMeter.ReturnAsync(reservation.Charges, transaction);
            }

            return lost.Count;
        },
        cancellation);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await SweepAsync(stoppingToken);
            }
            catch (DbException e)
            {
                LogSweepFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Reservations that were left behind could not be given back; another try follows")]
    private partial void LogSweepFailed(Exception exception);
}
