using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Remote;

/// <summary>What a witness remembers of a log. Immutable.</summary>
/// <param name="Key">The log's verifier key.</param>
/// <param name="Note">The last checkpoint that it accepted, as signed.</param>
public sealed record WitnessState(string Key, string Note);

/// <summary>What a witness says of a log.</summary>
public enum WitnessVerdict
{
    /// <summary>Seen for the first time: from now on it is held to this.</summary>
    First,

    /// <summary>The same as before, or grown out of it.</summary>
    Consistent,

    /// <summary>Its checkpoint is not signed by the key that is remembered.</summary>
    OtherKey,

    /// <summary>It is smaller than it was: entries have been taken away.</summary>
    RolledBack,

    /// <summary>It has not grown out of what it was: entries were changed, or others are shown another log.</summary>
    Forked,

    /// <summary>What is remembered cannot be read; nothing was compared.</summary>
    StateDamaged,
}

/// <summary>Holds a log to what it showed before. Without state of its own: the caller keeps it. Thread-safe.</summary>
public static class Witness
{
    /// <summary>Fetches the newest checkpoint and compares.</summary>
    /// <param name="log">The log.</param>
    /// <param name="state">What was remembered; null for the first time.</param>
    /// <param name="pinned">The key as it is known from elsewhere; null to take the remembered one, or the first time the log's own.</param>
    /// <param name="cancellation">Stops fetching.</param>
    /// <returns>The verdict, what to remember (only when it is good) and the checkpoint (if one was readable).</returns>
    /// <exception cref="LogUnreadableException">The log does not answer.</exception>
    public static async Task<(WitnessVerdict Verdict, WitnessState? Remember, Checkpoint? Checkpoint)> LookAsync(
        LogClient log, WitnessState? state, NoteKey? pinned, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(log);
        NoteKey? remembered = null;
        Checkpoint? before = null;
        if (state is not null && (!NoteKey.TryParse(state.Key, out remembered, out _) || !Checkpoint.TryOpen(state.Note, remembered, out before, out _)))
        {
            return (WitnessVerdict.StateDamaged, null, null);
        }

        if (pinned is not null && remembered is not null && !pinned.Equals(remembered))
        {
            return (WitnessVerdict.OtherKey, null, null);
        }

        var key = pinned ?? remembered ?? await log.KeyAsync(cancellation);
        var note = await log.NoteAsync(cancellation);
        if (!Checkpoint.TryOpen(note, key, out var now, out _))
        {
            return (WitnessVerdict.OtherKey, null, null);
        }

        var verdict = before is null ? WitnessVerdict.First
            : now.Size < before.Size ? WitnessVerdict.RolledBack
            : await HasGrownAsync(log, before, now, cancellation) ? WitnessVerdict.Consistent
            : WitnessVerdict.Forked;
        return (verdict, verdict is WitnessVerdict.First or WitnessVerdict.Consistent ? new WitnessState(key.ToString(), note) : null, now);
    }

    private static async Task<bool> HasGrownAsync(LogClient log, Checkpoint before, Checkpoint now, CancellationToken cancellation)
    {
        IReadOnlyList<byte[]> proof = before.Size == 0 || before.Size == now.Size
            ? []
            : await ProofBuilder.ConsistencyAsync(before.Size, now.Size, new TileNodes(now.Size, log.TileAsync), cancellation);
        return ProofVerifier.IsConsistent(before.Size, before.Root.Span, now.Size, now.Root.Span, proof);
    }
}
