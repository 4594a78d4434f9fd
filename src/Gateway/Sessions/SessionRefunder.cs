using Pmo.Gateway.Idempotency;
using Pmo.Gateway.Idempotency.Storage;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Sessions.Storage;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Sessions;

/// <summary>
/// Gives quota back for sessions in which nothing was evaluated: at once when the service refused to open them, else when they have ended.
/// </summary>
internal sealed partial class SessionRefunder(Database database, TimeProvider time, ILogger<SessionRefunder> logger) : BackgroundService
{
    private const int Batch = 500;
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    // So that whoever comes back late is told that it ended. What happened in it is in the audit log for good.
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(30);

    /// <summary>Takes back a session that the service refused to open; the next request with its key is a first one.</summary>
    public Task CancelAsync(Session session, IdempotencyScope? scope) => database.WriteAsync(
        async transaction =>
        {
            // A retry of an opening that succeeded may be refused; what was used since stays as it is.
            var isCancelled = await SessionTable.MarkRefundedAsync(session.Id, Session.Cancelled, transaction);
            if (isCancelled)
            {
                await QuotaMeter.ReturnAsync(session.Charges, transaction);
            }

            if (scope is not null)
            {
                await (isCancelled ? IdempotencyTable.ForgetAsync(scope, transaction) : IdempotencyTable.EndAsync(scope, transaction));
            }
        },
        CancellationToken.None);

    /// <summary>Refunds what has ended by now, and forgets what ended long ago.</summary>
    /// <returns>How many sessions.</returns>
    public Task<int> SweepAsync(CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            var ended = await SessionTable.RefundableAsync(time.GetUtcNow(), Batch, transaction);
            foreach (var session in ended)
            {
                await SessionTable.MarkRefundedAsync(session.Id, session.State, transaction);
                await QuotaMeter.ReturnAsync(session.Charges, transaction);
            }

            await SessionTable.ForgetAsync(time.GetUtcNow() - Remembered, Batch, transaction);
            await SubjectCases.ForgetAsync(time.GetUtcNow() - Remembered, transaction);
            return ended.Count;
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
            catch (System.Data.Common.DbException e)
            {
                LogSweepFailed(e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Sessions that ended could not be refunded; another try follows")]
    private partial void LogSweepFailed(Exception exception);
}
