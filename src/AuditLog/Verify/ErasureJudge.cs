using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Erasure;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Verify;

/// <summary>Holds erased entries against the entries that say what was erased, and when. Not thread-safe.</summary>
internal sealed class ErasureJudge(int months, FaultList faults)
{
    private readonly Dictionary<long, LogRow> _bare = [];
    private readonly Dictionary<long, (string Kept, DateTimeOffset At)> _said = [];

    /// <summary>Entries without details.</summary>
    public long Count => _bare.Count;

    /// <param name="rows"><see cref="RowBlock.Erasures"/>.</param>
    public void Add(IEnumerable<LogRow> rows)
    {
        foreach (var row in rows)
        {
            if (row.IsErased)
            {
                _bare.TryAdd(row.Seq, row);
            }
            else if (EntryBytes.Read(row.Entry) is { Operation: LogEraser.Operation } erasure)
            {
                // An entry can only say it of earlier ones, and the first that does counts.
                foreach (var erased in (erasure.Erased ?? []).Where(e => e.Seq < row.Seq))
                {
                    _said.TryAdd(erased.Seq, (erased.Kept, erasure.At));
                }
            }
        }
    }

    public async Task EndAsync(DbConnection connection)
    {
        foreach (var row in _bare.Values)
        {
            if (Judge(row) is { } fault)
            {
                faults.Add(fault, row.Seq, row.Seq);
            }
        }

        foreach (var seq in _said.Keys.Where(seq => !_bare.ContainsKey(seq)))
        {
            // It may have been erased since it was read.
            var row = (await EntryTable.ReadAsync(seq, 1, connection, CancellationToken.None)).FirstOrDefault();
            if (row?.Seq == seq && (row.IsErased ? Judge(row) : FaultKind.NotErased) is { } fault)
            {
                faults.Add(fault, seq, seq);
            }
        }
    }

    private FaultKind? Judge(LogRow row)
    {
        if (!_said.TryGetValue(row.Seq, out var said))
        {
            return FaultKind.ErasedSilently;
        }

        if (row.Entry is null || EntryBytes.Digest(row.Entry) != said.Kept || EntryBytes.Read(row.Entry) is not { } kept)
        {
            return FaultKind.KeptAltered;
        }

        return LogEraser.IsDue(kept.At, said.At, months) ? null : FaultKind.ErasedTooEarly;
    }
}
