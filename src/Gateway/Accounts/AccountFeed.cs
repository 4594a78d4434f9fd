using System.Data.Common;
using Pmo.AuditLog;
using Pmo.Gateway.Accounts.Storage;
using Pmo.Gateway.Feeds;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Accounts;

/// <summary>
/// Takes over what happened to accounts: into the audit log, once, whichever replica is first; and into what this replica refuses. Thread-safe.
/// </summary>
internal sealed partial class AccountFeed(
    FeedReader reader, RevocationTable table, RevokedSet revoked, IAuditLog log, Database database, TimeProvider time, ILogger<AccountFeed> logger)
    : IFeed, IDisposable
{
    private static readonly TimeSpan ForgetEvery = TimeSpan.FromMinutes(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private DateTimeOffset _forgotten;
    private bool _isDown;

    /// <summary>Half of the two seconds after which a suspended partner is refused.</summary>
    public static TimeSpan Interval => TimeSpan.FromSeconds(1);

    /// <summary>When Identity last answered; the beginning of time before it ever did.</summary>
    public DateTimeOffset LastAnswer { get; private set; }

    /// <summary>Reads all that is new.</summary>
    /// <returns>False when Identity did not answer; what is refused is up to date even then, as far as other replicas know.</returns>
    public async Task<bool> PollAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var isAnswered = await TakeOverAsync(cancellation);
            await RefreshAsync(cancellation);
            Tell(isAnswered);
            return isAnswered;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>From the table, not from what was read: a replica that lost the race is right too.</summary>
    public async Task RefreshAsync(CancellationToken cancellation)
    {
        if (time.GetUtcNow() - _forgotten >= ForgetEvery)
        {
            await table.ForgetAsync(cancellation);
            _forgotten = time.GetUtcNow();
        }

        revoked.Replace(await table.ListAsync(cancellation));
    }

    public void Dispose() => _one.Dispose();

    private async Task<bool> TakeOverAsync(CancellationToken cancellation)
    {
        for (; ;)
        {
            var seen = await table.CursorAsync(cancellation);
            if (await reader.ReadAsync(seen, cancellation) is not { } list)
            {
                return false;
            }

            // Identity was restored from a backup and numbers anew from there. What it has was read before it was lost.
            var next = list.Last < seen ? list.Last : list.Events is [.., var newest] ? newest.Seq : seen;
            if (next < seen)
            {
                LogRestored(seen, next);
            }

            if (next != seen)
            {
                await database.WriteAsync(transaction => AppendAsync(list.Events, seen, next, transaction), cancellation);
            }

            if (list.Events.Count < AccountEventList.MaxEvents && next >= seen)
            {
                return true;
            }
        }
    }

    private async Task AppendAsync(IReadOnlyList<AccountEventItem> events, long seen, long next, DbTransaction transaction)
    {
        if (!await RevocationTable.AdvanceAsync(seen, next, transaction))
        {
            return;
        }

        foreach (var item in events)
        {
            await log.AppendAsync(Entry(item), transaction);
            if (item.Revokes is { } revokes)
            {
                await RevocationTable.ApplyAsync(revokes, item.At, transaction);
            }
        }
    }

    private static AuditEntry Entry(AccountEventItem item) => new()
    {
        Id = item.Id,
        At = AuditId.ToTheMillisecond(item.At),
        Kind = item.KeyId is null ? AuditKind.Account : AuditKind.Key,
        Decision = item.Decision,
        Organisation = item.Org,
        User = item.User,
        Operation = item.Action,
        Reasons = item.Reason is null ? null : [item.Reason],
        Address = item.Address,
        Previous = item.Audit,
        Key = item.KeyId,
    };

    private void Tell(bool isAnswered)
    {
        if (isAnswered)
        {
            LastAnswer = time.GetUtcNow();
        }

        if (isAnswered == _isDown)
        {
            _isDown = !isAnswered;
            if (_isDown)
            {
                LogDown();
            }
            else
            {
                LogUp();
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Identity does not tell what happens to accounts; until it does, suspensions take effect as tokens end")]
    private partial void LogDown();

    [LoggerMessage(Level = LogLevel.Information, Message = "Identity tells what happens to accounts again")]
    private partial void LogUp();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Identity's events end at {Now} and were read up to {Before}: it was restored from a backup")]
    private partial void LogRestored(long before, long now);
}
