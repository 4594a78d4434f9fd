using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Keys;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;
using Pmo.Testing.Storage;

namespace Pmo.AuditLog.Tests;

public sealed class MerkleLogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Entry_is_stored_beside_its_salt_and_committed_to()
    {
        using var test = await TestLog.NewAsync();
        var entry = await test.AppendAsync();

        var rows = await test.Database.ReadAsync(c => Storage.Rows.AllAsync(c), Token);
        rows.Count.ShouldBe(1);
        var row = rows[0];
        (row.Seq, row.Id, row.Kind).ShouldBe((0, entry.Id, "access"));
        row.Leaf.ShouldBe(HMACSHA256.HashData(row.Salt!, row.Entry!));
        Encoding.UTF8.GetString(row.Entry!).ShouldContain("\"organisation\":\"csr-nusantara\"");
    }

    [Fact]
    public async Task Same_entry_twice_has_two_commitments()
    {
        using var test = await TestLog.NewAsync();
        var entry = test.NewEntry();
        await test.Log.AppendAsync(entry, Token);
        await test.Log.AppendAsync(entry with { Id = AuditId.New(entry.At) }, Token);

        test.Query<long>("SELECT count(DISTINCT salt) FROM audit_entries").ShouldBe(2);
        test.Query<long>("SELECT count(DISTINCT leaf) FROM audit_entries").ShouldBe(2);
    }

    [Fact]
    public async Task Entry_falls_with_the_transaction_it_records_and_leaves_no_gap()
    {
        using var test = await TestLog.NewAsync(3);
        await Should.ThrowAsync<InvalidOperationException>(() => test.Database.WriteAsync<bool>(
            async transaction =>
            {
                await test.Log.AppendAsync(test.NewEntry(), transaction);
                throw new InvalidOperationException();
            },
            Token));
        await test.AppendAsync();
        await test.SealAsync();

        (await test.VerifyAsync()).ShouldBeSound(4);
    }

    [Fact]
    public async Task Replicas_that_append_and_sign_at_once_make_one_log_without_a_gap()
    {
        using var test = await TestLog.NewAsync();
        using var replica = await test.ReplicaAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            var own = writer % 2 == 0 ? test : replica;
            for (var i = 0; i < 40; i++)
            {
                await own.AppendAsync();
                if (i % 8 == writer)
                {
                    await own.SealAsync();
                }
            }
        })));

        (await test.SealAsync()).Size.ShouldBe(320);
        (await replica.SealAsync()).Size.ShouldBe(320);
        (await test.VerifyAsync()).ShouldBeSound(320);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET entry = '{}'")]
    [InlineData("UPDATE audit_entries SET seq = seq + 10")]
    [InlineData("UPDATE audit_entries SET salt = NULL, leaf = x'00'")]
    [InlineData("DELETE FROM audit_entries")]
    public async Task Operator_cannot_change_an_entry_by_a_slip(string statement)
    {
        using var test = await TestLog.NewAsync(2);
        await using var connection = TestStorage.Open(test.File);
        await using var command = connection.CreateCommand();
        command.CommandText = TestStorage.Sql(statement);

        (await Should.ThrowAsync<DbException>(() => command.ExecuteNonQueryAsync(Token))).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task Checkpoint_covers_what_was_appended_and_is_signed_by_the_logs_key()
    {
        using var test = await TestLog.NewAsync(300);
        var checkpoint = test.Log.Newest!;

        checkpoint.Size.ShouldBe(300);
        Checkpoint.TryOpen(test.Log.NewestNote!, test.Key, out var read, out _).ShouldBeTrue();
        read.ShouldBe(checkpoint);
        var frontier = new Frontier();
        foreach (var row in await test.Database.ReadAsync(c => Storage.Rows.AllAsync(c), Token))
        {
            frontier.Add(TreeHash.Leaf(row.Leaf));
        }

        checkpoint.Root.ToArray().ShouldBe(frontier.Root());
        (await test.SealAsync()).ShouldBe(checkpoint);
    }

    [Fact]
    public async Task Tiles_prove_entries_and_growth()
    {
        using var test = await TestLog.NewAsync(600);
        var early = test.Log.Newest!;
        for (var i = 0; i < 300; i++)
        {
            await test.AppendAsync();
        }

        var late = await test.SealAsync();
        var nodes = new TileNodes(late.Size, async (path, token) => (await test.Log.ReadTileAsync(path, token))!);
        var bundle = EntryBundle.Read(await test.Log.ReadTileAsync(TilePath.Of(TilePath.Entries, 2), Token), 256)!;
        var inclusion = await ProofBuilder.InclusionAsync(700, late.Size, nodes, Token);
        var consistency = await ProofBuilder.ConsistencyAsync(early.Size, late.Size, nodes, Token);

        ProofVerifier.Includes(TreeHash.Leaf(bundle[700 - 512]), 700, late.Size, inclusion, late.Root.Span).ShouldBeTrue();
        ProofVerifier.IsConsistent(early.Size, early.Root.Span, late.Size, late.Root.Span, consistency).ShouldBeTrue();
    }

    [Fact]
    public async Task Nothing_behind_the_checkpoint_is_shown()
    {
        using var test = await TestLog.NewAsync(10);
        await test.AppendAsync();

        (await test.Log.ReadTileAsync(TilePath.Of(0, 0, 10), Token))!.Length.ShouldBe(320);
        (await test.Log.ReadTileAsync(TilePath.Of(0, 0, 11), Token)).ShouldBeNull();
        (await test.Log.ReadTileAsync(TilePath.Of(0, 1, 1), Token)).ShouldBeNull();
        (await test.Log.ReadTileAsync(TilePath.Of(TilePath.Entries, 0, 11), Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Log_goes_on_after_a_restart_with_the_same_key()
    {
        using var test = await TestLog.NewAsync(257);
        var (key, before) = (test.Key, test.Log.Newest!);
        await test.AppendAsync();
        await test.RestartAsync();

        test.Key.ShouldBe(key);
        test.Log.Newest!.Size.ShouldBe(before.Size + 1);
        (await test.VerifyAsync()).ShouldBeSound(258);
    }

    [Fact]
    public async Task Key_that_cannot_be_opened_is_not_replaced()
    {
        using var test = await TestLog.NewAsync(1);
        using var log = new MerkleLog(test.Database, test.Clock);

        await Should.ThrowAsync<CryptographicException>(() => log.OpenAsync("other/log", new OtherRing(), Token));
        test.Query<string>("SELECT verifier FROM audit_key").ShouldBe(test.Key.ToString());
    }

    // A clock that jumps back changes what entries say of the time, not their order.
    [Fact]
    public async Task Clock_that_jumps_back_makes_no_gap_and_no_fork()
    {
        using var test = await TestLog.NewAsync(5);
        test.Clock.Advance(TimeSpan.FromDays(-400));
        await test.AppendAsync();
        await test.SealAsync();
        test.Clock.Advance(TimeSpan.FromDays(900));
        await test.AppendAsync();
        await test.RestartAsync();

        (await test.VerifyAsync()).ShouldBeSound(7);
    }

#if !POSTGRES // a file on a disk; a server that stops is tests/Hosting/Storage/Postgres
    [Fact]
    public async Task Full_disk_refuses_the_entry_and_keeps_the_others()
    {
        using var test = await TestLog.NewAsync(5);
        await Should.ThrowAsync<DbException>(() => test.Database.WriteAsync<bool>(
            async transaction =>
            {
                await using (var command = transaction.Connection!.CreateCommand())
                {
                    (command.Transaction, command.CommandText) = (transaction, "PRAGMA max_page_count = 1");
                    await command.ExecuteNonQueryAsync(Token);
                }

                for (var i = 0; i < 1000; i++)
                {
                    await test.Log.AppendAsync(test.NewEntry(), transaction);
                }

                return true;
            },
            Token));

        (await test.CountAsync()).ShouldBe(5);
        await test.AppendAsync();
        await test.SealAsync();
        (await test.VerifyAsync()).ShouldBeSound(6);
    }

    [Fact]
    public async Task Read_only_database_takes_no_entry()
    {
        using var test = await TestLog.NewAsync(2);
        await test.Database.WriteAsync(t => Storage.Rows.RunAsync("PRAGMA query_only = ON", t), Token);

        await Should.ThrowAsync<DbException>(() => test.AppendAsync());
        (await test.CountAsync()).ShouldBe(2);
    }

    [Fact]
    public async Task Database_that_is_gone_takes_no_entry()
    {
        using var test = await TestLog.NewAsync(2);
        File.Move(test.File, test.File + ".gone");

        await Should.ThrowAsync<DbException>(() => test.AppendAsync());

        File.Move(test.File + ".gone", test.File);
        await test.AppendAsync();
        await test.SealAsync();
        (await test.VerifyAsync()).ShouldBeSound(3);
    }
#endif

    [Theory]
    [InlineData("DELETE FROM audit_entries WHERE seq = 4", FaultKind.EntryMissing)]
    [InlineData("DELETE FROM audit_entries WHERE seq >= 2", FaultKind.EntryMissing)]
    [InlineData("UPDATE audit_entries SET leaf = zeroblob(32) WHERE seq = 1", FaultKind.RootDiffers)]
    [InlineData("UPDATE audit_checkpoints SET note = replace(note, 'pmo.example', 'pmo.elsewhere')", FaultKind.CheckpointInvalid)]
    public async Task Log_whose_end_does_not_fit_its_checkpoint_is_not_opened(string sql, FaultKind kind)
    {
        using var test = await TestLog.NewAsync(5);
        test.Tamper(sql);

        var damage = await Should.ThrowAsync<LogDamagedException>(() => test.RestartAsync());
        damage.Fault.Kind.ShouldBe(kind);
    }

    [Fact]
    public async Task Running_log_that_is_cut_takes_no_more_entries()
    {
        using var test = await TestLog.NewAsync(5);
        test.Tamper("DELETE FROM audit_entries WHERE seq >= 3");

        (await Should.ThrowAsync<LogDamagedException>(() => test.AppendAsync())).Fault.ShouldBe(new LogFault(FaultKind.EntryMissing, 3, 4));
        await Should.ThrowAsync<LogDamagedException>(() => test.AppendAsync());
        await Should.ThrowAsync<LogDamagedException>(() => test.SealAsync());
        (await test.CountAsync()).ShouldBe(3);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET entry = CAST(replace(CAST(entry AS TEXT), '120', '121') AS BLOB) WHERE seq = 6", FaultKind.EntryAltered)]
    [InlineData("UPDATE audit_entries SET kind = 'config' WHERE seq = 6", FaultKind.ColumnsDiffer)]
    [InlineData("UPDATE audit_entries SET salt = NULL WHERE seq = 6", FaultKind.ErasedSilently)]
    [InlineData("UPDATE audit_entries SET seq = 60 WHERE seq = 6", FaultKind.EntryMissing)]
    public async Task Nothing_is_signed_over_an_entry_that_changed_before_its_checkpoint(string sql, FaultKind kind)
    {
        using var test = await TestLog.NewAsync(5);
        for (var i = 0; i < 3; i++)
        {
            await test.AppendAsync();
        }

        test.Tamper(sql);

        var damage = await Should.ThrowAsync<LogDamagedException>(() => test.SealAsync());
        (damage.Fault.Kind, damage.Fault.First).ShouldBe((kind, 6));
        test.Log.Newest!.Size.ShouldBe(5);
    }

    // The file put back as it was an hour ago, under a running process.
    [Fact]
    public async Task Running_log_that_is_rolled_back_signs_no_second_history()
    {
        using var test = await TestLog.NewAsync(5);
        var old = test.Log.NewestNote!;
        await test.AppendAsync();
        await test.SealAsync();
        test.Tamper($"DELETE FROM audit_entries WHERE seq = 5; DELETE FROM audit_checkpoints; INSERT INTO audit_checkpoints VALUES (5, '{old}')");

        await Should.ThrowAsync<LogDamagedException>(() => test.SealAsync());
        await Should.ThrowAsync<LogDamagedException>(() => test.AppendAsync());
    }

    private sealed class OtherRing : ILogKeyGuard
    {
        public byte[] Seal(byte[] secret) => secret;

        public byte[] Open(byte[] sealedSecret) => throw new CryptographicException();
    }
}
