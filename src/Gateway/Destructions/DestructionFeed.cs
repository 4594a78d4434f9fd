using System.Globalization;
using Pmo.AuditLog;
using Pmo.Gateway.Api;
using Pmo.Gateway.Feeds;
using Pmo.Gateway.Feeds.Storage;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Destructions;

/// <summary>Takes over what Matching destroyed: into the audit log, once, whichever replica is first. Thread-safe.</summary>
internal sealed partial class DestructionFeed(
    SealedReader reader, FeedTable table, IAuditLog log, Database database, ILogger<DestructionFeed> logger) : IFeed, IDisposable
{
    private const string Name = "destructions";
    private static readonly string[] Reasons = ["retention", "closed", "erased"];
    private readonly SemaphoreSlim _one = new(1, 1);

    // Nobody waits for these entries.
    public static TimeSpan Interval => TimeSpan.FromSeconds(10);

    public Task RefreshAsync(CancellationToken cancellation) => Task.CompletedTask;

    public async Task<bool> PollAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            for (; ;)
            {
                var seen = await table.CursorAsync(Name, cancellation);
                var target = string.Create(CultureInfo.InvariantCulture, $"/v1/destructions?after={seen}");
                if (await reader.ReadAsync<DestructionList>(ApiCalls.Matching, target, Name, list => IsSound(list, seen), cancellation) is not { } list)
                {
                    return false;
                }

                // Matching was restored from a backup and numbers anew from there. What it has was read before it was lost.
                var next = list.Last < seen ? list.Last : list.Items is [.., var newest] ? newest.Seq : seen;
                if (next < seen)
                {
                    LogRestored(seen, next);
                }

                if (next != seen)
                {
                    await AppendAsync(list.Items, seen, next, cancellation);
                }

                if (list.Items.Count < DestructionList.MaxItems && next >= seen)
                {
                    return true;
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private Task AppendAsync(IReadOnlyList<DestructionItem> items, long seen, long next, CancellationToken cancellation) => database.WriteAsync(
        async transaction =>
        {
            if (!await FeedTable.AdvanceAsync(Name, seen, next, transaction))
            {
                return;
            }

            foreach (var item in items)
            {
                await log.AppendAsync(Entry(item), transaction);
            }
        },
        cancellation);

    private static AuditEntry Entry(DestructionItem item) => new()
    {
        Id = item.Id,
        At = AuditId.ToTheMillisecond(item.At),
        Kind = AuditKind.Config,
        Decision = AuditDecision.Allow,
        Organisation = item.Owner,
        Operation = "destruction",
        Datasets = [item.Dataset],
        Rows = item.Rows,
        Reasons = [item.Reason],
        Previous = item.Audit,
    };

    private static bool IsSound(DestructionList list, long after)
    {
        foreach (var item in list.Items)
        {
            if (item.Seq <= after || item.Seq > list.Last || !Guid.TryParseExact(item.Id, "D", out _) || !Reasons.Contains(item.Reason, StringComparer.Ordinal)
                || item.Rows < 0)
            {
                return false;
            }

            after = item.Seq;
        }

        return list.Items.Count <= DestructionList.MaxItems;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Matching's destructions end at {Now} and were read up to {Before}: it was restored from a backup")]
    private partial void LogRestored(long before, long now);
}
