using System.Data.Common;
using System.Security.Cryptography;
using Pmo.AuditLog.Checkpoints;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Erasure;
using Pmo.AuditLog.Keys;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Storage;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog;

/// <summary>
/// The audit log: entries in a database, a commitment to each as a leaf of an RFC 6962 tree, checkpoints over it signed with the log's own key.
/// One process appends to a SQLite file, several replicas to PostgreSQL. Thread-safe.
/// </summary>
public sealed class MerkleLog(ILogDatabase database, TimeProvider time) : IAuditLog, IDisposable
{
    private readonly LogState _state = new();
    private CheckpointSealer? _sealer;

    /// <summary>Who signs its checkpoints; null before <see cref="OpenAsync"/>.</summary>
    public NoteKey? Key { get; private set; }

    /// <summary>The newest checkpoint; null before <see cref="OpenAsync"/>.</summary>
    public Checkpoint? Newest => _state.Last?.Checkpoint;

    /// <summary>The newest checkpoint as a signed note.</summary>
    public string? NewestNote => _state.Last?.Note;

    /// <summary>Why nothing is appended any more; null when all is well.</summary>
    public LogFault? Fault => _state.Fault;

    /// <summary>
    /// Makes the log ready, once, before its first entry: takes the plain form's entries over, makes the key at the first start, and holds the log's end
    /// against the last checkpoint.
    /// </summary>
    /// <param name="origin">The log's name, an address without a scheme; only the first start takes it.</param>
    /// <param name="guard">Seals the private key.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="LogDamagedException">The end of the log does not fit its last checkpoint.</exception>
    /// <exception cref="CryptographicException">The private key cannot be opened.</exception>
    public async Task OpenAsync(string origin, ILogKeyGuard guard, CancellationToken cancellation)
    {
        await PlainEntries.TakeOverAsync(database, cancellation);
        var signer = await LogKey.ReadOrMakeAsync(database, origin, guard, cancellation);
        Key = signer.Key;
        _sealer = new CheckpointSealer(database, _state, signer);
        await SealAsync(cancellation);
    }

    /// <inheritdoc/>
    public Task AppendAsync(AuditEntry entry, CancellationToken cancellation)
    {
        var row = NewRow(entry);
        return database.AppendAsync(transaction => AppendAsync(row, transaction), cancellation);
    }

    /// <inheritdoc/>
    public Task AppendAsync(AuditEntry entry, DbTransaction transaction) => Prepare(entry)(transaction);

    /// <inheritdoc/>
    public Func<DbTransaction, Task> Prepare(AuditEntry entry)
    {
        var row = NewRow(entry);
        return transaction => AppendAsync(row, transaction);
    }

    /// <summary>Signs a checkpoint over what has been appended since the last one; nothing new, nothing signed.</summary>
    /// <exception cref="LogDamagedException">The log does not fit its last checkpoint; from now on nothing is appended.</exception>
    public async Task<Checkpoint> SealAsync(CancellationToken cancellation)
    {
        var sealer = _sealer ?? throw new InvalidOperationException("The log is not open.");
        return (await sealer.SealAsync(cancellation)).Checkpoint;
    }

    /// <summary>Entries from a place on, in order, whether a checkpoint has counted them or not.</summary>
    /// <param name="from">The first place.</param>
    /// <param name="most">At most so many, from 1.</param>
    /// <param name="cancellation">Stops reading.</param>
    public async Task<IReadOnlyList<LogRow>> ReadAsync(long from, int most, CancellationToken cancellation) =>
        await database.ReadAsync(connection => EntryTable.ReadAsync(from, most, connection, cancellation), cancellation);

    /// <summary>A tile or bundle of the tree of the newest checkpoint, or of an earlier one; null when that does not reach it.</summary>
    public async Task<byte[]?> ReadTileAsync(TilePath path, CancellationToken cancellation) =>
        Newest is { } newest && TilePath.In(newest.Size, path.Level, path.Index) is { } whole && whole.Width >= path.Width
            ? await database.ReadAsync(connection => StoredTree.TileAsync(path, connection), cancellation)
            : null;

    /// <summary>Proof that an entry is in the tree of a checkpoint that has just been signed or found.</summary>
    /// <param name="seq">Its place.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>The checkpoint as a signed note, and the hashes from the leaf up (RFC 9162 §2.1.3.1).</returns>
    /// <exception cref="LogDamagedException">The log does not fit its last checkpoint.</exception>
    public async Task<(string Note, IReadOnlyList<byte[]> Path)> ProveAsync(long seq, CancellationToken cancellation)
    {
        await SealAsync(cancellation);
        var last = _state.Last!;
        var nodes = new TileNodes(last.Checkpoint.Size, async (path, stop) => await ReadTileAsync(path, stop) ?? []);
        return (last.Note, await ProofBuilder.InclusionAsync(seq, last.Checkpoint.Size, nodes, cancellation));
    }

    /// <summary>Erases the details of all entries whose retention has ended; each up to 256 with an entry that says so.</summary>
    /// <param name="months">How long details are kept, from 1.</param>
    /// <param name="cancellation">Stops between two batches.</param>
    /// <returns>How many were erased.</returns>
    /// <exception cref="LogDamagedException">An entry that is due was tampered with; it stays, as evidence.</exception>
    public Task<int> EraseAsync(int months, CancellationToken cancellation) => new LogEraser(database, this, time).EraseAsync(months, cancellation);

    /// <summary>Reads the whole log and holds everything in it against everything else.</summary>
    /// <param name="months">Retention of details: none may have been erased earlier.</param>
    /// <param name="cancellation">Stops reading.</param>
    public Task<LogReport> VerifyAsync(int months, CancellationToken cancellation) => DatabaseVerifier.VerifyAsync(database, Key, months, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _sealer?.Dispose();

    private static LogRow NewRow(AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var bytes = EntryBytes.Write(entry);
        var salt = Salts.Next();
        return new LogRow(0, entry.Id, entry.At.ToUnixTimeMilliseconds(), entry.Kind, salt, bytes, EntryBytes.Commit(salt, bytes));
    }

    private async Task<long> AppendAsync(LogRow row, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        _state.ThrowIfBroken();
        var seq = await EntryTable.AppendAsync(row, database, transaction);

        // A place that a checkpoint has counted is never given out again: its entry has been taken away.
        return seq < _state.Last?.Checkpoint.Size
            ? throw _state.Break(new LogFault(FaultKind.EntryMissing, seq, _state.Last.Checkpoint.Size - 1))
            : seq;
    }
}
