using System.Data;
using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>
/// A streaming standby of the primary, for reads that are worth two more round trips. Before each it is asked whether it has replayed all that the primary
/// had on disk when the read came in: whoever asks finds what anyone, at any replica of the service, was told of before. Thread-safe.
/// </summary>
internal sealed class PostgresStandby(NpgsqlDataSource primary, PostgresSettings settings) : IDisposable
{
    // A commit is acknowledged once it is on the primary's disk (synchronous_commit = on, see PostgresSettings); the standby is sent no more than that.
    private const string AskPrimary =
        $"""
        SELECT CAST(pg_current_wal_flush_lsn() AS TEXT), left(pg_walfile_name(pg_current_wal_flush_lsn()), 8), {Place}
        """;

    // Positions of two timelines, or of two clusters, say nothing about each other. A standby that follows to a new timeline writes it down with its next
    // restart point: until then it is left alone.
    private const string AskStandby =
        $"""
        SELECT CASE
          WHEN NOT pg_is_in_recovery() OR {Place} IS DISTINCT FROM @place OR @timeline IS DISTINCT FROM (
            SELECT lpad(upper(to_hex(greatest(c.timeline_id, r.min_recovery_end_timeline))), 8, '0') FROM pg_control_checkpoint() c, pg_control_recovery() r)
            THEN 'Unfit'
          WHEN EXISTS (SELECT 1 FROM pg_foreign_table) THEN 'Divided'
          WHEN pg_last_wal_replay_lsn() >= CAST(@lsn AS pg_lsn) THEN 'Ready'
          ELSE 'Behind' END
        """;

    private const string Place = "(SELECT concat_ws(' ', system_identifier, current_database(), current_schema()) FROM pg_control_system())";
    private const int AskSeconds = 2;

    /// <summary>How long a read waits for the replay of what it must see.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(200);

    /// <summary>How long one that was away is left alone.</summary>
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(2);

    private readonly NpgsqlDataSource _source = settings.NewSource();
    private ILogger _logger = NullLogger.Instance;
    private long _askAgain; // Stopwatch ticks; 0: at once
    private volatile StandbyState _state = StandbyState.Ready;

    /// <summary>What it was found to be when it was last asked.</summary>
    public StandbyState State => _state;

    /// <summary>Where changes of <see cref="State"/> are told; before that, nowhere.</summary>
    public void LogTo(ILogger logger) => _logger = logger;

    /// <summary>A connection for the caller alone, on which a transaction that begins now sees all that anyone was told of; null when there is none.</summary>
    public async ValueTask<NpgsqlConnection?> TakeAsync(CancellationToken cancellation)
    {
        if (IsResting() || await AskPrimaryAsync(cancellation) is not { } goal)
        {
            return null;
        }

        NpgsqlConnection? connection = null;
        try
        {
            connection = await _source.OpenConnectionAsync(cancellation);
            var state = await WaitAsync(connection, goal, cancellation);
            Note(state);
            if (state == StandbyState.Ready)
            {
                var taken = connection;
                connection = null;
                return taken;
            }

            return null;
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // Whatever it is: the primary answers.
            _source.Discard(connection);
            Note(StandbyState.Away);
            return null;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <summary>Takes one back after a read that went well, or that nobody waits for any more.</summary>
    public void Give(NpgsqlConnection connection) => connection.Dispose();

    /// <summary>Takes one back after a read that failed, by the standby's fault or not, and is run again on the primary.</summary>
    public void Discard(NpgsqlConnection connection, Exception failure)
    {
        _logger.ReadAgain(failure.GetType().Name, (failure as DbException)?.SqlState);
        if (_source.Discard(connection))
        {
            Note(StandbyState.Away);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _source.Dispose();

    private async Task<Goal?> AskPrimaryAsync(CancellationToken cancellation)
    {
        NpgsqlConnection? connection = null;
        try
        {
            connection = await primary.OpenConnectionAsync(cancellation);
            var (lsn, timeline, place) = await connection.QuerySingleAsync<(string, string, string)>(
                new CommandDefinition(AskPrimary, commandTimeout: AskSeconds, cancellationToken: cancellation));
            return new Goal(lsn, timeline, place);
        }
        catch (Exception) when (!cancellation.IsCancellationRequested)
        {
            // The read that goes there now says what is wrong, or finds a new connection where an old one had lost its server.
            primary.Discard(connection);
            return null;
        }
        finally
        {
            connection?.Dispose();
        }
    }

    // A statement of its own, before the transaction: a snapshot taken before the answer may lack what was replayed in between.
    private async Task<StandbyState> WaitAsync(NpgsqlConnection connection, Goal goal, CancellationToken cancellation)
    {
        // One that was behind a moment ago is not waited for by everybody.
        var patience = _state == StandbyState.Behind ? TimeSpan.Zero : Patience;
        var ask = new CommandDefinition(AskStandby, goal, commandTimeout: AskSeconds, cancellationToken: cancellation);
        var (start, pause) = (Stopwatch.GetTimestamp(), TimeSpan.FromMilliseconds(1));
        while (true)
        {
            var state = Enum.Parse<StandbyState>((await connection.ExecuteScalarAsync<string>(ask))!);
            if (state != StandbyState.Behind || Stopwatch.GetElapsedTime(start) >= patience)
            {
                return state;
            }

            await Task.Delay(pause, TimeProvider.System, cancellation);
            pause = TimeSpan.FromMilliseconds(Math.Min(pause.TotalMilliseconds * 2, 20));
        }
    }

    // After its rest one reader tries, and the others do not wait with it.
    private bool IsResting()
    {
        var again = Interlocked.Read(ref _askAgain);
        return again != 0
            && (Stopwatch.GetTimestamp() < again || Interlocked.CompareExchange(ref _askAgain, AfterRest(), again) != again);
    }

    private static long AfterRest() => Stopwatch.GetTimestamp() + (long)(Rest.TotalSeconds * Stopwatch.Frequency);

    private void Note(StandbyState state)
    {
        Interlocked.Exchange(ref _askAgain, state == StandbyState.Away ? AfterRest() : 0);
        if (_state != state)
        {
            _state = state;
            _logger.StandbyIs(state == StandbyState.Ready ? LogLevel.Information : LogLevel.Warning, state);
        }
    }

    private sealed record Goal(string Lsn, string Timeline, string Place);
}
