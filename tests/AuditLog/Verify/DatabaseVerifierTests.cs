using Microsoft.Data.Sqlite;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Tree;
using Pmo.AuditLog.Verify;

namespace Pmo.AuditLog.Tests.Verify;

/// <summary>Every table and every column edited, rows deleted, swapped, added: what is named first is the first bad entry.</summary>
public sealed class DatabaseVerifierTests(DatabaseVerifierTests.Origin origin) : IClassFixture<DatabaseVerifierTests.Origin>
{
    private const int Size = 700;

    [Fact]
    public async Task Log_that_nobody_touched_is_sound()
    {
        using var test = await origin.CopyAsync();

        (await VerifyAsync(test)).ShouldBeSound(Size);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET entry = CAST(replace(CAST(entry AS TEXT), '\"rows\":120', '\"rows\":121') AS BLOB) WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET entry = CAST(entry AS TEXT) WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET entry = CAST(entry || x'20' AS BLOB) WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET entry = x'' WHERE seq = 0", FaultKind.EntryAltered, 0, 0)]
    [InlineData("UPDATE audit_entries SET salt = zeroblob(32) WHERE seq = 699", FaultKind.EntryAltered, 699, 699)]
    [InlineData("UPDATE audit_entries SET salt = zeroblob(31) WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET salt = NULL WHERE seq = 300", FaultKind.ErasedSilently, 300, 300)]
    [InlineData("UPDATE audit_entries SET leaf = zeroblob(32) WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET leaf = x'' WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET leaf = 'text' WHERE seq = 300", FaultKind.EntryAltered, 300, 300)]
    [InlineData("UPDATE audit_entries SET id = 'another' WHERE seq = 300", FaultKind.ColumnsDiffer, 300, 300)]
    [InlineData("UPDATE audit_entries SET at = at + 1 WHERE seq = 300", FaultKind.ColumnsDiffer, 300, 300)]
    [InlineData("UPDATE audit_entries SET at = 'soon' WHERE seq = 300", FaultKind.ColumnsDiffer, 300, 300)]
    [InlineData("UPDATE audit_entries SET kind = 'config' WHERE seq = 300", FaultKind.ColumnsDiffer, 300, 300)]
    [InlineData("UPDATE audit_entries SET seq = 5000 WHERE seq = 300", FaultKind.EntryMissing, 300, 300)]
    [InlineData("UPDATE audit_entries SET seq = 9223372036854775807 WHERE seq = 300", FaultKind.EntryMissing, 300, 300)]
    [InlineData("UPDATE audit_entries SET seq = -1 WHERE seq = 0", FaultKind.EntryAltered, -1, -1)]
    [InlineData("DELETE FROM audit_entries WHERE seq = 0", FaultKind.EntryMissing, 0, 0)]
    [InlineData("DELETE FROM audit_entries WHERE seq BETWEEN 300 AND 309", FaultKind.EntryMissing, 300, 309)]
    [InlineData("DELETE FROM audit_entries WHERE seq >= 690", FaultKind.EntryMissing, 690, 699)]
    [InlineData("DELETE FROM audit_entries", FaultKind.EntryMissing, 0, 699)]
    [InlineData("UPDATE audit_tiles SET hashes = zeroblob(8192) WHERE level = 0 AND idx = 1", FaultKind.TileDiffers, 256, 256)]
    [InlineData("UPDATE audit_tiles SET hashes = CAST(substr(hashes, 1, 3200) || zeroblob(32) || substr(hashes, 3233) AS BLOB) WHERE idx = 1", FaultKind.TileDiffers, 356, 356)]
    [InlineData("UPDATE audit_tiles SET hashes = CAST(hashes || x'00' AS BLOB) WHERE idx = 1", FaultKind.TileDiffers, 256, 511)]
    [InlineData("UPDATE audit_tiles SET root = zeroblob(32) WHERE idx = 0", FaultKind.TileDiffers, 0, 255)]
    [InlineData("DELETE FROM audit_tiles WHERE idx = 1", FaultKind.TileMissing, 256, 511)]
    [InlineData("UPDATE audit_tiles SET idx = 9 WHERE idx = 1", FaultKind.TileMissing, 256, 511)]
    [InlineData("UPDATE audit_tiles SET level = 3 WHERE idx = 1", FaultKind.TileMissing, 256, 511)]
    [InlineData("INSERT INTO audit_tiles SELECT 1, 0, hashes, root FROM audit_tiles WHERE idx = 0", FaultKind.TileStray, 700, 700)]
    [InlineData("INSERT INTO audit_tiles VALUES ('x', 'y', '', '')", FaultKind.TileStray, 700, 700)]
    [InlineData("UPDATE audit_checkpoints SET note = replace(note, '700', '699')", FaultKind.CheckpointInvalid, 0, 699)]
    [InlineData("UPDATE audit_checkpoints SET note = note || 'x'", FaultKind.CheckpointInvalid, 0, 699)]
    [InlineData("UPDATE audit_checkpoints SET size = 600", FaultKind.CheckpointInvalid, 0, 599)]
    [InlineData("DELETE FROM audit_checkpoints", FaultKind.CheckpointMissing, 0, 699)]
    [InlineData("DELETE FROM audit_key", FaultKind.KeyDiffers, 0, 0)]
    [InlineData("UPDATE audit_key SET verifier = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'", FaultKind.KeyDiffers, 0, 0)]
    [InlineData("UPDATE audit_key SET verifier = 'none'", FaultKind.KeyDiffers, 0, 0)]
    [InlineData("CREATE TABLE audit_plain (seq, entry)", FaultKind.PlainLeft, 700, 700)]
    public async Task Tampering_is_named(string sql, FaultKind kind, long first, long last)
    {
        using var test = await origin.CopyAsync();
        test.Tamper(sql);

        (await VerifyAsync(test)).ShouldName(kind, first, last);
    }

    [Theory]
    [InlineData("UPDATE audit_entries SET salt = zeroblob(32) WHERE seq = 300")]
    [InlineData("UPDATE audit_entries SET at = at + 1 WHERE seq = 300")]
    [InlineData("UPDATE audit_entries SET salt = NULL WHERE seq = 300")]
    [InlineData("UPDATE audit_entries SET id = x'41' WHERE seq = 300")]
    public async Task A_fault_in_one_entry_has_the_id_by_which_it_is_known(string sql)
    {
        using var test = await origin.CopyAsync();
        test.Tamper(sql);

        (await VerifyAsync(test)).Faults[0].Id.ShouldBe(test.Query<string?>("SELECT CASE WHEN typeof(id) = 'text' THEN id END FROM audit_entries WHERE seq = 300"));
    }

    [Fact]
    public async Task Swapped_entries_are_named()
    {
        using var test = await origin.CopyAsync();
        test.Tamper("UPDATE audit_entries SET seq = 9000 WHERE seq = 300; UPDATE audit_entries SET seq = 300 WHERE seq = 400; UPDATE audit_entries SET seq = 400 WHERE seq = 9000");

        (await VerifyAsync(test)).ShouldName(FaultKind.TileDiffers, 300);
    }

    [Fact]
    public async Task Added_entry_in_the_middle_is_named()
    {
        using var test = await origin.CopyAsync();
        test.Tamper("UPDATE audit_entries SET seq = -seq - 1 WHERE seq >= 300; UPDATE audit_entries SET seq = -seq WHERE seq < 0");
        test.Tamper("INSERT INTO audit_entries SELECT 300, 'new', at, kind, salt, entry, leaf FROM audit_entries WHERE seq = 299");

        (await VerifyAsync(test)).ShouldName(FaultKind.ColumnsDiffer, 300);
    }

    // Whoever knows how it is made writes entry, salt and commitment anew, so that they belong together.
    [Fact]
    public async Task Entry_forged_with_its_commitment_is_named_by_its_tile()
    {
        using var test = await origin.CopyAsync();
        Forge(test, 300);

        (await VerifyAsync(test)).ShouldName(FaultKind.TileDiffers, 300);
    }

    [Fact]
    public async Task Entry_forged_in_the_part_that_fills_no_tile_is_found_by_the_checkpoint()
    {
        using var test = await origin.CopyAsync();
        Forge(test, 690);

        (await VerifyAsync(test)).ShouldName(FaultKind.RootDiffers, 0, 699);
    }

    [Fact]
    public async Task Entry_forged_with_its_commitment_and_its_tile_is_found_by_the_checkpoint()
    {
        using var test = await origin.CopyAsync();
        Forge(test, 300);
        var rows = await test.Database.ReadAsync(Storage.Rows.AllAsync, CancellationToken.None);
        var hashes = rows.Skip(256).Take(256).SelectMany(r => TreeHash.Leaf(r.Leaf)).ToArray();
        test.Tamper($"UPDATE audit_tiles SET hashes = x'{Convert.ToHexString(hashes)}', root = x'{Convert.ToHexString(TreeHash.Root(hashes))}' WHERE idx = 1");

        (await VerifyAsync(test)).ShouldName(FaultKind.RootDiffers, 0, 699);
    }

    // A whole log made anew, with a key of its own, fits together; only who knows the key sees it.
    [Fact]
    public async Task Log_made_anew_is_found_by_its_key()
    {
        using var test = await origin.CopyAsync();
        using var other = await TestLog.NewAsync(Size);

        (await DatabaseVerifier.VerifyAsync(other.Database, pinned: null, TestLog.Months, CancellationToken.None)).ShouldBeSound(Size);
        (await DatabaseVerifier.VerifyAsync(other.Database, test.Key, TestLog.Months, CancellationToken.None)).ShouldName(FaultKind.KeyDiffers, 0);
    }

    // Bytes, not rows: whatever they hit, it is not passed over in silence.
    [Fact]
    public async Task Bytes_changed_anywhere_in_the_file_are_found_or_hit_nothing_of_the_log()
    {
        using var test = await origin.CopyAsync();
        test.Tamper("VACUUM; PRAGMA wal_checkpoint(TRUNCATE)");
        test.Close();
        SqliteConnection.ClearAllPools();
        var sound = await File.ReadAllBytesAsync(test.File, TestContext.Current.CancellationToken);
        var (found, silent) = (0, 0);
        for (var at = 100; at < sound.Length; at += sound.Length / 97)
        {
            var bad = sound.ToArray();
            bad[at] ^= 0x55;
            await File.WriteAllBytesAsync(test.File, bad, TestContext.Current.CancellationToken);
            if (await IsFoundAsync(test.File, test.Key))
            {
                found++;
            }
            else
            {
                silent++;
                (await ContentAsync(test.File)).ShouldBe(await OriginalAsync(test.File, sound), $"byte {at}");
            }
        }

        found.ShouldBeGreaterThan(50);
        silent.ShouldBeLessThan(48);
        await File.WriteAllBytesAsync(test.File, sound, TestContext.Current.CancellationToken);
        await test.OpenAsync();
    }

    private static void Forge(TestLog test, int seq)
    {
        var entry = test.NewEntry("nobody");
        var (salt, bytes) = (new byte[32], Entries.EntryBytesTests.Bytes(entry));
        var leaf = Pmo.AuditLog.Entries.EntryBytes.Commit(salt, bytes);
        test.Tamper(
            $"UPDATE audit_entries SET id = '{entry.Id}', at = {entry.At.ToUnixTimeMilliseconds()}, kind = '{entry.Kind}', salt = x'{Convert.ToHexString(salt)}', entry = x'{Convert.ToHexString(bytes)}', leaf = x'{Convert.ToHexString(leaf)}' WHERE seq = {seq}");
    }

    private static async Task<LogReport> VerifyAsync(TestLog test) =>
        await DatabaseVerifier.VerifyAsync(test.Database, test.Key, TestLog.Months, TestContext.Current.CancellationToken);

    private static async Task<bool> IsFoundAsync(string file, NoteKey key)
    {
        try
        {
            var report = await DatabaseVerifier.VerifyAsync(new ReadOnlyFile(file), key, TestLog.Months, CancellationToken.None);
            return !report.IsSound;
        }
        catch (SqliteException)
        {
            return true;
        }
    }

    private static async Task<string> OriginalAsync(string file, byte[] sound)
    {
        var beside = file + ".sound";
        await File.WriteAllBytesAsync(beside, sound);
        return await ContentAsync(beside);
    }

    private static Task<string> ContentAsync(string file) => new ReadOnlyFile(file).ReadAsync(
        async connection => string.Join('\n', (await Storage.Rows.AllAsync(connection)).Select(r =>
            $"{r.Seq} {r.Id} {r.At} {r.Kind} {Convert.ToHexString(r.Salt ?? [])} {Convert.ToHexString(r.Entry ?? [])} {Convert.ToHexString(r.Leaf ?? [])}")),
        CancellationToken.None);

    /// <summary>One log that is made once, and copied for each test.</summary>
    public sealed class Origin : IAsyncLifetime
    {
        private TestLog _log = null!;

        public async ValueTask InitializeAsync()
        {
            _log = await TestLog.NewAsync(Size);
            _log.Tamper("PRAGMA wal_checkpoint(TRUNCATE)");
        }

        public ValueTask DisposeAsync()
        {
            _log.Dispose();
            return ValueTask.CompletedTask;
        }

        internal Task<TestLog> CopyAsync() => TestLog.CopyAsync(_log.File);
    }
}
