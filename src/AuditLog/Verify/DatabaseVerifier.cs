using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>
/// Verifies a log where it is stored: every entry against its commitment, all commitments against every stored tile and every checkpoint, every erasure
/// against its entry. Trusts nothing but the key. Thread-safe.
/// </summary>
public static class DatabaseVerifier
{
    private const int Chunk = 16 * TilePath.FullWidth;

    /// <summary>Reads the whole log.</summary>
    /// <param name="database">Where it is.</param>
    /// <param name="pinned">The log's key as it is known from elsewhere; null to believe the one that is stored, which shows no log that was made anew.</param>
    /// <param name="months">Retention of details: none may have been erased earlier.</param>
    /// <param name="cancellation">Stops reading.</param>
    public static Task<LogReport> VerifyAsync(ILogDatabase database, NoteKey? pinned, int months, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(database);
        return database.ReadAsync(connection => VerifyAsync(connection, pinned, months, cancellation), cancellation);
    }

    private static async Task<LogReport> VerifyAsync(DbConnection connection, NoteKey? pinned, int months, CancellationToken cancellation)
    {
        var faults = new FaultList();
        var key = await KeyAsync(connection, pinned, faults);
        var checkpoints = await CheckpointJudge.ReadAsync(connection, key, faults);
        var tiles = new TileJudge(connection, checkpoints.Size, faults);
        var erasures = new ErasureJudge(months, faults);
        var tree = new TreeJudge(checkpoints, tiles, faults);
        var entries = 0L;

        // While one chunk is hashed, the next is read; not while tiles are read, for a connection does one thing at a time.
        var rows = await ReadAsync(long.MinValue, connection, cancellation);
        while (rows.Count > 0)
        {
            var reading = ReadAsync(rows[^1].Seq + 1, connection, cancellation);
            var blocks = RowBlock.Split(rows);
            Parallel.ForEach(blocks, new ParallelOptions { CancellationToken = cancellation }, block => block.Hash());
            var next = await reading;
            foreach (var block in blocks)
            {
                await tree.AddAsync(block);
                erasures.Add(block.Rows);
            }

            entries += rows.Count;
            rows = next;
        }

        await tree.EndAsync();
        await erasures.EndAsync(connection);
        if (await EntryTable.HasPlainAsync(connection))
        {
            faults.Add(FaultKind.PlainLeft, entries, entries);
        }

        return new LogReport(entries, erasures.Count, key, checkpoints.Newest, faults.ToList());
    }

    private static Task<List<LogRow>> ReadAsync(long from, DbConnection connection, CancellationToken cancellation) =>
        Task.Run(() => EntryTable.ReadAsync(from, Chunk, connection, cancellation), cancellation);

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
