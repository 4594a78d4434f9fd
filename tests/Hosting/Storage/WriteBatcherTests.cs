using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Tests.Storage;

public sealed class WriteBatcherTests
{
    private const string Insert = "INSERT INTO replays (scope, id, expires_at) VALUES ('test', @id, 0)";

    // However slow the machine: who is to be in one batch is.
    private static readonly TimeSpan Patient = TimeSpan.FromMinutes(1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Writers_that_come_together_share_a_commit()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var transactions = new List<DbTransaction>();
        var writers = Enumerable.Range(0, 20).Select(i => test.Database.WriteAsync(
            async transaction =>
            {
                transactions.Add(transaction);
                await AddAsync(transaction, i);
            },
            Token)).ToList();
        gate.SetResult();
        await Task.WhenAll([held, .. writers]);

        transactions.Distinct().Count().ShouldBe(1);
        (await CountAsync(test)).ShouldBe(20);
    }

    [Fact]
    public async Task Writer_that_fails_undoes_its_own_work_only()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var writers = Enumerable.Range(0, 9).Select(i => test.Database.WriteAsync(
            async transaction =>
            {
                await AddAsync(transaction, i);
                if (i % 3 == 1)
                {
                    throw new InvalidOperationException($"writer {i}");
                }
            },
            Token)).ToList();
        gate.SetResult();
        await held;

        for (var i = 0; i < writers.Count; i++)
        {
            if (i % 3 == 1)
            {
                (await Should.ThrowAsync<InvalidOperationException>(() => writers[i])).Message.ShouldBe($"writer {i}");
            }
            else
            {
                await writers[i];
            }
        }

        (await CountAsync(test)).ShouldBe(6);
    }

    // On SQLite a savepoint keeps in memory what each page was.
    [Fact]
    public async Task Bulk_writer_shares_its_transaction_with_nobody_where_a_savepoint_takes_memory()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var transactions = new List<DbTransaction>();
        var before = test.Database.WriteAsync(t => SeeAsync(t, 1), Token);
        var bulk = test.Database.WriteBulkAsync(
            async t =>
            {
#if !POSTGRES
                await Should.ThrowAsync<DbException>(() => t.Connection!.ExecuteAsync("ROLLBACK TO writer", transaction: t));
#endif
                return await SeeAsync(t, 2);
            },
            Token);
        var after = test.Database.WriteAsync(t => SeeAsync(t, 3), Token);
        gate.SetResult();
        await Task.WhenAll([held, before, bulk, after]);

#if POSTGRES
        transactions.Distinct().Count().ShouldBe(1);
#else
        transactions.Distinct().Count().ShouldBe(3);
#endif
        (await CountAsync(test)).ShouldBe(3);

        async Task<int> SeeAsync(DbTransaction transaction, int id)
        {
            transactions.Add(transaction);
            return await AddAsync(transaction, id);
        }
    }

    [Fact]
    public async Task Bulk_writer_that_fails_undoes_its_work_and_nobody_elses()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var before = test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        var bulk = test.Database.WriteBulkAsync<int>(
            async t =>
            {
                await AddAsync(t, 2);
                throw new InvalidOperationException("bulk");
            },
            Token);
        var after = test.Database.WriteAsync(t => AddAsync(t, 3), Token);
        gate.SetResult();

        (await Should.ThrowAsync<InvalidOperationException>(() => bulk)).Message.ShouldBe("bulk");
        await Task.WhenAll(held, before, after);
        (await CountAsync(test)).ShouldBe(2);
        (await test.Database.WriteBulkAsync(t => AddAsync(t, 2), Token)).ShouldBe(1);
        (await CountAsync(test)).ShouldBe(3);
    }

    // A constraint that is looked at when all is written.
    [Fact]
    public async Task Commit_that_fails_fails_everybody_in_it()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        await test.Database.WriteAsync(
            t => t.Connection!.ExecuteAsync(
                "CREATE TABLE parents (id INTEGER PRIMARY KEY); CREATE TABLE children (parent INTEGER REFERENCES parents (id) DEFERRABLE INITIALLY DEFERRED)",
                transaction: t),
            Token);
        var (gate, held) = Hold(test);
        var good = test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        var bad = test.Database.WriteAsync(t => t.Connection!.ExecuteAsync("INSERT INTO children VALUES (7)", transaction: t), Token);
        gate.SetResult();

        await Should.ThrowAsync<DbException>(() => good);
        await Should.ThrowAsync<DbException>(() => bad);
        await Should.ThrowAsync<DbException>(() => held);
        (await CountAsync(test)).ShouldBe(0);
        await test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        (await CountAsync(test)).ShouldBe(1);
    }

    // Rows that are appended have no savepoint of their own.
    [Fact]
    public async Task Append_that_fails_fails_everybody_who_shares_its_commit_and_nothing_of_them_is_left()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var before = test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        var good = test.Database.AppendAsync(t => AddAsync(t, 2), Token);
        var bad = test.Database.AppendAsync(
            async t =>
            {
                await AddAsync(t, 3);
                throw new InvalidOperationException("append");
            },
            Token);
        gate.SetResult();

        foreach (var writer in new[] { held, before, good, bad })
        {
            (await Should.ThrowAsync<InvalidOperationException>(() => writer)).Message.ShouldBe("append");
        }

        (await CountAsync(test)).ShouldBe(0);
        await Task.WhenAll(test.Database.WriteAsync(t => AddAsync(t, 1), Token), test.Database.AppendAsync(t => AddAsync(t, 2), Token));
        (await CountAsync(test)).ShouldBe(2);
    }

    [Fact]
    public async Task Writers_are_told_even_if_the_connection_cannot_be_dropped()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        using var writer = new Undroppable(test.NewWriter());
        using var batcher = new WriteBatcher(writer);
        for (var i = 0; i < 3; i++)
        {
            var failed = batcher.RunAsync(_ => throw new InvalidOperationException("append"), WriteScope.Batch, Token);
            (await Should.ThrowAsync<InvalidOperationException>(() => failed)).Message.ShouldBe("append");
        }

        await batcher.RunAsync(t => AddAsync(t, 1), WriteScope.Savepoint, Token);
        writer.Dropped.ShouldBe(3);
        (await CountAsync(test)).ShouldBe(1);
    }

#if POSTGRES
    [Fact]
    public async Task Connection_that_is_lost_under_one_writer_is_a_failure_of_the_database_to_all_in_its_batch()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var (gate, held) = Hold(test);
        var good = test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        var bad = test.Database.WriteAsync(t => t.Connection!.ExecuteAsync("SELECT pg_terminate_backend(pg_backend_pid())", transaction: t), Token);
        gate.SetResult();

        await Should.ThrowAsync<DbException>(() => held);
        await Should.ThrowAsync<DbException>(() => good);
        await Should.ThrowAsync<DbException>(() => bad);
        await test.Database.WriteAsync(t => AddAsync(t, 1), Token);
        (await CountAsync(test)).ShouldBe(1);
    }

#endif
    [Fact]
    public async Task Writer_who_waits_can_give_up_and_then_nothing_of_it_happens()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        using var cancel = new CancellationTokenSource();
        var (gate, held) = Hold(test);
        var waiting = test.Database.WriteAsync(t => AddAsync(t, 1), cancel.Token);
        await cancel.CancelAsync();

        // Told at once, though the one before it still runs.
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        gate.SetResult();
        await held;
        (await CountAsync(test)).ShouldBe(0);
    }

    [Fact]
    public async Task Work_runs_in_the_trace_of_whoever_asked_for_it()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var seen = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
        {
            using var activity = new Activity($"request-{i}").Start();
            return await test.Database.WriteAsync(
                async t =>
                {
                    await AddAsync(t, i);
                    return Activity.Current?.OperationName == $"request-{i}";
                },
                Token);
        })));

        seen.ShouldAllBe(s => s);
    }

    [Fact]
    public async Task Many_writers_lose_nothing_and_each_gets_its_own_answer()
    {
        using var test = await TestDatabase.NewAsync(Patient);
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(w => Task.Run(async () =>
        {
            var got = new List<int>();
            for (var i = 0; i < 50; i++)
            {
                var number = (w * 50) + i;
                got.Add(await test.Database.WriteAsync(
                    async t =>
                    {
                        await AddAsync(t, number);
                        return number;
                    },
                    Token));
            }

            return got.SequenceEqual(Enumerable.Range(w * 50, 50));
        })));

        answers.ShouldAllBe(a => a);
        (await CountAsync(test)).ShouldBe(800);
    }

    // Keeps the batch open, so that those who come meanwhile are in it or wait for it.
    private static (TaskCompletionSource Gate, Task Held) Hold(TestDatabase test)
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new TaskCompletionSource();
        var held = test.Database.WriteAsync(
            async _ =>
            {
                running.SetResult();
                await gate.Task;
            },
            Token);
        running.Task.Wait(Token);
        return (gate, held);
    }

    private static Task<int> AddAsync(DbTransaction transaction, int id) =>
        transaction.Connection!.ExecuteAsync(Insert, new { id = BitConverter.GetBytes(id) }, transaction);

    private static Task<long> CountAsync(TestDatabase test) =>
        test.Database.ReadAsync(c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM replays"), Token);

    // Of a real one: it drops the connection, and then throws.
    private sealed class Undroppable(IWriterConnection inner) : IWriterConnection
    {
        public int Dropped { get; private set; }

        public bool SavepointsTakeMemory => inner.SavepointsTakeMemory;

        public Task<DbTransaction> BeginAsync() => inner.BeginAsync();

        public Task MarkAsync(DbTransaction transaction) => inner.MarkAsync(transaction);

        public Task GoBackAsync(DbTransaction transaction) => inner.GoBackAsync(transaction);

        public Task KeepAsync(DbTransaction transaction) => inner.KeepAsync(transaction);

        public void EnsureThere() => inner.EnsureThere();

        public void Drop()
        {
            Dropped++;
            inner.Drop();
            throw new InvalidOperationException("drop");
        }

        public void Dispose() => inner.Dispose();
    }
}
