using System.Data.Common;
using Pmo.Pseudonyms.Evaluate.Storage;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>Forgets sessions that have ended, a few at a time, so that no request waits long for the writer.</summary>
internal sealed partial class SessionCleaner(PartLedger ledger, TimeProvider time, ILogger<SessionCleaner> logger) : BackgroundService
{
    internal static readonly TimeSpan Period = TimeSpan.FromMinutes(10);
    private const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                while (await ledger.ForgetAsync(Batch, stoppingToken) == Batch)
                {
                }
            }
            catch (DbException e)
            {
                // The next round may find the database again; health tells of it meanwhile.
                LogFailed(logger, e);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Ended sessions could not be removed")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
