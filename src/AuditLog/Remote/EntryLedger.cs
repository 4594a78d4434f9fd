using System.Text;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Erasure;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Remote;

/// <summary>
/// Entries as a reader was given them, to be held against the commitments of the public log; see <see cref="RemoteVerifier"/>. Keeps 32 bytes of each. Not
/// thread-safe.
/// </summary>
/// <param name="isWhole">Whether the reader is given every entry, so that one that is not given is missing.</param>
public sealed class EntryLedger(bool isWhole)
{
    private readonly Dictionary<long, (string? Id, byte[]? Leaf, string? Kept)> _entries = [];
    private readonly Dictionary<long, string> _erased = [];
    private long _last = -1;

    /// <summary>How many entries it holds.</summary>
    public int Count => _entries.Count;

    /// <summary>How many of them have been held against a commitment; the newest may not be under a checkpoint yet.</summary>
    public int Compared { get; private set; }

    /// <summary>Takes an entry.</summary>
    /// <param name="seq">Its place.</param>
    /// <param name="entry">Its text, as it was answered; null when it was damaged.</param>
    /// <param name="salt">Its salt; null when its details are erased.</param>
    public void Add(long seq, string? entry, byte[]? salt)
    {
        var bytes = Encoding.UTF8.GetBytes(entry ?? "");
        var read = EntryBytes.Read(bytes);
        _entries[seq] = (read?.Id, salt is null ? null : EntryBytes.Commit(salt, bytes), salt is null && read is not null ? EntryBytes.Digest(bytes) : null);
        _last = Math.Max(_last, seq);
        if (read is { Kind: AuditKind.Audit, Operation: LogEraser.Operation })
        {
            // An entry can only say it of earlier ones.
            foreach (var erased in (read.Erased ?? []).Where(e => e.Seq < seq))
            {
                _erased[erased.Seq] = erased.Kept;
            }
        }
    }

    /// <summary>What is wrong with the entries that belong to consecutive commitments.</summary>
    /// <param name="first">The first one's place.</param>
    /// <param name="commitments">32 bytes each.</param>
    public IReadOnlyList<LogFault> Compare(long first, IReadOnlyList<byte[]> commitments)
    {
        ArgumentNullException.ThrowIfNull(commitments);
        var faults = new List<LogFault>();
        for (var i = 0; i < commitments.Count; i++)
        {
            if (Judge(first + i, commitments[i]) is { } kind)
            {
                faults.Add(new LogFault(kind, first + i, first + i, _entries.GetValueOrDefault(first + i).Id));
            }
        }

        return faults;
    }

    private FaultKind? Judge(long seq, byte[] commitment)
    {
        if (!_entries.TryGetValue(seq, out var entry))
        {
            // What came after the last one that was read is nothing to be missed.
            return isWhole && seq <= _last ? FaultKind.EntryMissing : null;
        }

        Compared++;

        if (entry.Leaf is { } leaf)
        {
            return leaf.AsSpan().SequenceEqual(commitment) ? null : FaultKind.EntryAltered;
        }

        return entry.Kept is null ? FaultKind.EntryAltered
            : !_erased.TryGetValue(seq, out var kept) ? (isWhole ? FaultKind.ErasedSilently : null)
            : kept == entry.Kept ? null
            : FaultKind.KeptAltered;
    }
}
