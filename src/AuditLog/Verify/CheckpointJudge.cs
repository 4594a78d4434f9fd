using System.Data.Common;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Verify;

/// <summary>Holds the tree against every stored checkpoint, as it grows to its size. Not thread-safe.</summary>
internal sealed class CheckpointJudge
{
    private readonly List<Checkpoint> _checkpoints = [];
    private readonly FaultList _faults;
    private int _next;
    private long _sound;

    private CheckpointJudge(FaultList faults) => _faults = faults;

    /// <summary>The newest sound one.</summary>
    public Checkpoint? Newest => _checkpoints.Count > 0 ? _checkpoints[^1] : null;

    /// <summary>Entries that the newest one covers.</summary>
    public long Size => Newest?.Size ?? 0;

    public static async Task<CheckpointJudge> ReadAsync(DbConnection connection, NoteKey? key, FaultList faults)
    {
        var judge = new CheckpointJudge(faults);
        foreach (var (size, note) in await CheckpointTable.AllAsync(connection))
        {
            if (key is not null && note is not null && Checkpoint.TryOpen(note, key, out var checkpoint, out _) && checkpoint.Size == size)
            {
                judge._checkpoints.Add(checkpoint);
            }
            else
            {
                faults.Add(FaultKind.CheckpointInvalid, judge.Size, Math.Max(judge.Size, size - 1));
            }
        }

        return judge;
    }

    /// <summary>Whether a checkpoint ends within a range, its ends not counted.</summary>
    public bool AnyInside(long from, long to) => _next < _checkpoints.Count && _checkpoints[_next].Size > from && _checkpoints[_next].Size < to;

    public void Check(TileBuilder tree)
    {
        for (; _next < _checkpoints.Count && _checkpoints[_next].Size <= tree.Size; _next++)
        {
            var checkpoint = _checkpoints[_next];
            var root = checkpoint.Size == tree.Size ? tree.Root() : checkpoint.Size == 0 ? TreeHash.Empty : [];
            if (checkpoint.Root.Span.SequenceEqual(root))
            {
                _sound = checkpoint.Size;
            }
            else if (!_faults.AnyIn(0, checkpoint.Size - 1))
            {
                // The change lies behind the last checkpoint that holds. Those that follow all differ, and say no more.
                _faults.Add(FaultKind.RootDiffers, _sound, Math.Max(_sound, checkpoint.Size - 1));
            }
        }
    }

    /// <param name="size">Places in the log.</param>
    public void End(long size)
    {
        if (Size > size)
        {
            _faults.Add(FaultKind.EntryMissing, size, Size - 1);
        }

        if (Newest is null && size > 0 && !_faults.AnyIn(0, 0))
        {
            _faults.Add(FaultKind.CheckpointMissing, 0, size - 1);
        }
    }
}
