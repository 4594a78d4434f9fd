using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Remote;

/// <summary>Verifies a log from outside: every commitment and every tile that it serves against its signed checkpoint. Thread-safe.</summary>
public static class RemoteVerifier
{
    /// <summary>Fetches the whole log.</summary>
    /// <param name="log">The log.</param>
    /// <param name="key">Its key, as it is known.</param>
    /// <param name="each">
    /// Called with the place of the first of each up to 256 commitments, in order, and these: whoever may read entries holds them against them here.
    /// Gives faults. Null for nobody.
    /// </param>
    /// <param name="cancellation">Stops fetching.</param>
    /// <exception cref="LogUnreadableException">The log does not answer.</exception>
    public static async Task<LogReport> VerifyAsync(
        LogClient log, NoteKey key, Func<long, IReadOnlyList<byte[]>, Task<IReadOnlyList<LogFault>>>? each, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(key);
        var faults = new FaultList();
        if (!Checkpoint.TryOpen(await log.NoteAsync(cancellation), key, out var checkpoint, out _))
        {
            faults.Add(FaultKind.CheckpointInvalid, 0, 0);
            return new LogReport(0, 0, key, Newest: null, faults.ToList());
        }

        var tree = new TileBuilder();
        for (var index = 0L; TilePath.In(checkpoint.Size, TilePath.Entries, index) is { } path; index++)
        {
            var commitments = EntryBundle.Read(await log.TileAsync(path, cancellation), path.Width)
                ?? throw new LogUnreadableException($"tile/{path}: not a bundle of commitments");
            var hashes = commitments.SelectMany(c => TreeHash.Leaf(c)).ToArray();
            Compare(await log.TileAsync(TilePath.Of(0, index, path.Width), cancellation), hashes, TilePath.Of(0, index, path.Width), faults);
            for (var i = 0; i < path.Width; i++)
            {
                foreach (var tile in tree.Add(hashes.AsSpan(i * TreeHash.Size, TreeHash.Size).ToArray()).Where(t => t.Path.Level > 0))
                {
                    Compare(await log.TileAsync(tile.Path, cancellation), tile.Hashes, tile.Path, faults);
                }
            }

            foreach (var fault in each is null ? [] : await each(path.FirstLeaf, commitments))
            {
                faults.Add(fault);
            }
        }

        if (!checkpoint.Root.Span.SequenceEqual(tree.Root()) && !faults.AnyIn(0, checkpoint.Size))
        {
            faults.Add(FaultKind.RootDiffers, 0, checkpoint.Size - 1);
        }

        return new LogReport(checkpoint.Size, 0, key, checkpoint, faults.ToList());
    }

    private static void Compare(byte[] served, byte[] made, TilePath path, FaultList faults)
    {
        var same = served.AsSpan().CommonPrefixLength(made);
        if (same < made.Length)
        {
            var each = 1L << (TilePath.Height * path.Level);
            var at = path.FirstLeaf + (same / TreeHash.Size * each);
            faults.Add(FaultKind.TileDiffers, at, at + each - 1);
        }
    }
}
