using System.Data.Common;
using System.Runtime.InteropServices;
using Dapper;

namespace Pmo.Hosting.Storage.Sqlite;

/// <summary>
/// In the order of their coming, and found by an index in memory. A key of hashes would scatter them over the whole table: each changed a page or two of
/// its own, which were two thirds of what the Gateway wrote to the disk. Not thread-safe.
/// </summary>
/// <remarks>
/// The index only says where to look: what lies in the database counts, so an id whose transaction was undone was never taken. It is read at the first use,
/// and again when another process has written.
/// </remarks>
internal sealed class SqliteReplays(Database database) : IReplayTable
{
    // Without RETURNING, which takes as long as the insertion.
    private const string Insert = "INSERT INTO replays (scope, id, expires_at) VALUES (@scope, @id, @until)";
    private const string Inserted = "SELECT last_insert_rowid()";
    private const string Find = "SELECT seq FROM replays WHERE seq = @seq AND scope = @scope AND id = @id";

    // By time besides: a place may be another's now, after an undone transaction.
    private const string Delete = "DELETE FROM replays WHERE seq <= @last AND expires_at < @now";

    // Of one take, so that nobody waits for what a quiet hour has left.
    private const int MostEnded = 512;
    private const int DeleteTogether = 256;
    private const int DeleteEverySeconds = 5;

    private readonly Dictionary<Key, Place> _places = [];
    private readonly Queue<(Key Key, Place Place)> _order = [];
    private long? _last;
    private long _lastEnded;
    private int _ended;
    private long _nextDeletion;

    /// <inheritdoc/>
    public async ValueTask<bool> TryTakeAsync(string scope, byte[] hash, long until, long now, DbTransaction transaction)
    {
        if (_last is null)
        {
            await LoadAsync(before: long.MaxValue, transaction);
        }

        var key = Key.Of(scope, hash);
        if (await IsTakenAsync(key, hash, now, transaction))
        {
            return false;
        }

        await DeleteEndedAsync(now, transaction);
        await database.RunAsync(Insert, [scope, hash, until], transaction);
        var seq = (await database.RunAsync(Inserted, [], transaction))!.Value;
        if (seq > _last + 1)
        {
            await LoadAsync(before: seq, transaction);
            if (await IsTakenAsync(key, hash, now, transaction))
            {
                return false;
            }
        }

        Add(key, new Place(seq, until));
        return true;
    }

    private async ValueTask<bool> IsTakenAsync(Key key, byte[] hash, long now, DbTransaction transaction) =>
        _places.TryGetValue(key, out var place) && place.Until >= now && await database.RunAsync(Find, [place.Seq, key.Scope, hash], transaction) is not null;

    private async Task LoadAsync(long before, DbTransaction transaction)
    {
        _places.Clear();
        _order.Clear();
        _last = 0;
        var rows = transaction.Connection!.QueryUnbufferedAsync<(long Seq, string Scope, byte[] Id, long Until)>(
            "SELECT seq, scope, id, expires_at FROM replays WHERE seq < @before ORDER BY seq", new { before }, transaction);
        await foreach (var (seq, scope, id, until) in rows)
        {
            Add(Key.Of(scope, id), new Place(seq, until));
        }
    }

    private void Add(Key key, Place place)
    {
        _places[key] = place;
        _order.Enqueue((key, place));
        _last = place.Seq;
    }

    private async ValueTask DeleteEndedAsync(long now, DbTransaction transaction)
    {
        for (var i = 0; i < MostEnded && _order.TryPeek(out var first) && first.Place.Until < now; i++)
        {
            _order.Dequeue();
            _ended++;
            _lastEnded = first.Place.Seq;
            if (_places.TryGetValue(first.Key, out var place) && place == first.Place)
            {
                _places.Remove(first.Key);
            }
        }

        if (_ended >= DeleteTogether || (_ended > 0 && (now >= _nextDeletion || now < _nextDeletion - DeleteEverySeconds)))
        {
            (_ended, _nextDeletion) = (0, now + DeleteEverySeconds);
            await database.RunAsync(Delete, [_lastEnded, now], transaction);
        }
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Place(long Seq, long Until);

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Key(string Scope, UInt128 High, UInt128 Low)
    {
        // As this machine reads them: no order is meant. Shorter ones are not of this store, and get no key that one of its own could have.
        public static Key Of(string scope, ReadOnlySpan<byte> hash)
        {
            Span<byte> whole = stackalloc byte[32];
            hash[..Math.Min(hash.Length, whole.Length)].CopyTo(whole);
            return new Key(scope, MemoryMarshal.Read<UInt128>(whole), MemoryMarshal.Read<UInt128>(whole[16..]));
        }
    }
}
