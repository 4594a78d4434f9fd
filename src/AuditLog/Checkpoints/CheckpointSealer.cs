using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Checkpoints;

/// <summary>
/// Signs checkpoints. What is signed is what is stored: the tree's edge is read again and held against the last checkpoint, each new entry is read again
/// and held against its commitment. Nothing that was only in memory gets a signature. Thread-safe.
/// </summary>
internal sealed class CheckpointSealer(ILogDatabase database, LogState state, NoteSigner signer) : IDisposable
{
    private const int Chunk = 4096;
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Signs what has been appended since the last checkpoint.</summary>
    /// <returns>The newest checkpoint.</returns>
    /// <exception cref="LogDamagedException">The log does not fit its last checkpoint.</exception>
    public async Task<SignedCheckpoint> SealAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            state.ThrowIfBroken();
            var (sealedNow, tiles) = await database.ReadAsync(connection => ReadAsync(connection, cancellation), cancellation);
            if (sealedNow != state.Last)
            {
                await database.WriteAsync(
                    async transaction =>
                    {
                        await TileTable.InsertAsync(tiles, transaction);
                        await CheckpointTable.InsertAsync(sealedNow.Checkpoint.Size, sealedNow.Note, transaction);
                        return true;
                    },
                    CancellationToken.None);
                state.Last = sealedNow;
            }

            return sealedNow;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task<(SignedCheckpoint Sealed, IReadOnlyList<FullTile> Tiles)> ReadAsync(DbConnection connection, CancellationToken cancellation)
    {
        var before = await LastAsync(connection);
        var builder = await StoredTree.OpenAsync(before?.Checkpoint.Size ?? 0, connection);
        if (before is not null && (builder is null || !before.Checkpoint.Root.Span.SequenceEqual(builder.Root())))
        {
            var size = await EntryTable.SizeAsync(connection);
            throw state.Break(size < before.Checkpoint.Size
                ? new LogFault(FaultKind.EntryMissing, size, before.Checkpoint.Size - 1)
                : new LogFault(FaultKind.RootDiffers, 0, before.Checkpoint.Size - 1));
        }

        var tiles = await GrowAsync(builder!, connection, cancellation);
        if (before is not null && builder!.Size == before.Checkpoint.Size)
        {
            return (before, []);
        }

        var checkpoint = new Checkpoint(signer.Key.Name, builder!.Size, builder.Root());
        return (new SignedCheckpoint(checkpoint, checkpoint.Sign(signer)), tiles);
    }

    private async Task<SignedCheckpoint?> LastAsync(DbConnection connection)
    {
        var note = await CheckpointTable.NewestAsync(connection);
        if (note is null)
        {
            return state.Last is { } gone ? throw state.Break(new LogFault(FaultKind.CheckpointMissing, 0, gone.Checkpoint.Size)) : null;
        }

        if (note == state.Last?.Note)
        {
            return state.Last;
        }

        // Not the one that is remembered: the first one after a start, or another replica's. It may only be later.
        if (!Checkpoint.TryOpen(note, signer.Key, out var checkpoint, out _))
        {
            throw state.Break(new LogFault(FaultKind.CheckpointInvalid, 0, Math.Max(0, await EntryTable.SizeAsync(connection) - 1)));
        }

        return state.Last is { } known && checkpoint.Size <= known.Checkpoint.Size
            ? throw state.Break(new LogFault(FaultKind.RootDiffers, 0, known.Checkpoint.Size - 1))
            : new SignedCheckpoint(checkpoint, note);
    }

    private async Task<IReadOnlyList<FullTile>> GrowAsync(TileBuilder builder, DbConnection connection, CancellationToken cancellation)
    {
        var tiles = new List<FullTile>();
        long before;
        do
        {
            before = builder.Size;
            using var rows = await EntryTable.OpenAsync(before, Chunk, connection, cancellation);
            while (rows.Read())
            {
                tiles.AddRange(builder.Add(Leaf(rows.Current, builder.Size)));
            }
        }
        while (builder.Size - before == Chunk);
        return tiles;
    }

    private byte[] Leaf(RowView row, long seq)
    {
        var fault = row.Seq != seq ? FaultKind.EntryMissing : row.IsErased ? FaultKind.ErasedSilently : row.Fault();
        return fault is { } kind
            ? throw state.Break(new LogFault(kind, seq, seq, kind == FaultKind.EntryMissing ? null : row.Id.Text()))
            : TreeHash.Leaf(row.Leaf.Bytes);
    }
}
