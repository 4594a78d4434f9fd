using System.Data.Common;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Verify;

/// <summary>
/// Verifies a log where it is stored: every entry against its commitment, all commitments against every stored tile and every checkpoint, every erasure
/// against its entry. Trusts nothing but the key. Thread-safe.
/// </summary>
public static class DatabaseVerifier
{
    // Faults that lie in an entry which is there.
    private static readonly FaultKind[] OfEntries =
    [
        FaultKind.EntryAltered, FaultKind.ColumnsDiffer, FaultKind.ErasedSilently, FaultKind.ErasedTooEarly, FaultKind.KeptAltered, FaultKind.NotErased,
        FaultKind.TileDiffers,
    ];

    /// <summary>Reads the whole log.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="pinned">The log's key as it is known from elsewhere; null to believe the one that is stored, which shows no log that was made anew.</param>
    /// <param name="months">Retention of details: none may have been erased earlier.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Task<LogReport> VerifyAsync(ILogDatabase database, NoteKey? pinned, int months, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.ReadAsync(connection => VerifyAsync(database, connection, pinned, months, cancellation), cancellation);
    }

    private static async Task<LogReport> VerifyAsync(
        ILogDatabase database, DbConnection connection, NoteKey? pinned, int months, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var key = await KeyAsync(connection, pinned, faults);
        var checkpoints = await CheckpointJudge.ReadAsync(connection, key, faults);
        var tiles = new TileJudge(connection, checkpoints.Size, faults);
        var erasures = new ErasureJudge(months, faults);
        var tree = new TreeJudge(checkpoints, tiles, faults);
        var entries = 0L;

        using var scan = new RowScan(database, connection);
        await foreach (var blocks in scan.BlocksAsync(cancellation))
        {
            foreach (var block in blocks)
            {
                await tree.AddAsync(block);
                erasures.Add(block.Erasures);
                entries += block.Places.Count;
            }
        }

        await tree.EndAsync();
        await erasures.EndAsync(connection);
        if (await EntryTable.HasPlainAsync(connection))
        {
            faults.Add(FaultKind.PlainLeft, entries, entries);
        }

        return new LogReport(entries, erasures.Count, key, checkpoints.Newest, await NameAsync(faults.ToList(), connection));
    }

    // Only of those that are told: there may be as many others as there are entries.
    private static async Task<IReadOnlyList<LogFault>> NameAsync(IReadOnlyList<LogFault> faults, DbConnection connection)
    {
        var named = new List<LogFault>(faults.Count);
        foreach (var fault in faults)
        {
            named.Add(fault.First == fault.Last && OfEntries.Contains(fault.Kind) ? fault with { Id = await EntryTable.IdAsync(fault.First, connection) } : fault);
        }

        return named;
    }

    private static async Task<NoteKey?> KeyAsync(DbConnection connection, NoteKey? pinned, FaultList faults)
    {
        var stored = await KeyTable.ReadAsync(connection);
        NoteKey? key = null;
        var isSound = stored is not null && NoteKey.TryParse(stored.Value.Verifier, out key, out _);
        if ((!isSound && (stored is not null || pinned is not null)) || (pinned is not null && !pinned.Equals(key)))
        {
            faults.Add(FaultKind.KeyDiffers, 0, 0);
        }

        return pinned ?? key;
    }
}
