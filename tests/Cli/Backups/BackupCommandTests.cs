using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Pmo.Testing;

namespace Pmo.Cli.Tests.Backups;

public sealed class BackupCommandTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    [Fact]
    public async Task Holds_what_was_committed_while_a_service_writes_and_nothing_half_done()
    {
        using var service = Database("gateway", "CREATE TABLE t (x INTEGER); INSERT INTO t VALUES (1)");
        Run(service, "BEGIN; INSERT INTO t VALUES (2)");

        var ran = await BackupAsync();

        ran.Exit.ShouldBe(0, ran.Error);
        Run(service, "COMMIT");
        Unpack("gateway");
        File.Exists(_folder.File("back/gateway/gateway.db-wal")).ShouldBeFalse();
        Read("gateway").ShouldBe([1]);
    }

    [Fact]
    public async Task Leaves_out_logs_epoch_keys_and_certificates()
    {
        using var service = Database("matching", "CREATE TABLE t (x INTEGER)");
        foreach (var file in (string[])["logs/a.log", "epochs/1.key", "ring-1.pfx", "other/kept.txt"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File("data/matching/" + file))!);
            _folder.Write("data/matching/" + file, "x");
        }

        (await BackupAsync()).Exit.ShouldBe(0);

        Unpack("matching");
        Directory.EnumerateFiles(_folder.File("back"), "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(_folder.File("back"), f))
            .Order(StringComparer.Ordinal).ShouldBe(["matching/matching.db", "matching/other/kept.txt"]);
    }

    [Fact]
    public async Task Archive_is_its_owners_only_and_is_named_with_its_digest()
    {
        using var service = Database("identity", "CREATE TABLE t (x INTEGER)");

        var ran = await BackupAsync("--service", "identity");

        var archive = Archive("identity");
        ran.Output.Trim().ShouldBe(
            $"{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(archive, TestContext.Current.CancellationToken)))}  {archive}");
        if (!OperatingSystem.IsWindows())
        {
            File.GetUnixFileMode(archive).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        Directory.EnumerateFileSystemEntries(_folder.File("out")).Count().ShouldBe(1);
    }

    [Fact]
    public async Task Damaged_database_is_no_backup()
    {
        Directory.CreateDirectory(_folder.File("data/gateway"));
        _folder.Write("data/gateway/gateway.db", "SQLite format 3, but not really " + new string('x', 4096));

        var ran = await BackupAsync();

        ran.Exit.ShouldBe(3);
        ran.Error.ShouldContain("backup_source_damaged");
        Directory.EnumerateFileSystemEntries(_folder.File("out")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Damaged_page_is_found_in_the_copy()
    {
        using (Database("gateway", "CREATE TABLE t (x TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000) INSERT INTO t SELECT 'row ' || i FROM n"))
        {
            // Closed, and with it its log written into the file.
        }

        var bytes = await File.ReadAllBytesAsync(_folder.File("data/gateway/gateway.db"), TestContext.Current.CancellationToken);
        bytes.AsSpan(3 * 4096, 512).Fill(0xff);
        await File.WriteAllBytesAsync(_folder.File("data/gateway/gateway.db"), bytes, TestContext.Current.CancellationToken);

        var ran = await BackupAsync();

        ran.Exit.ShouldBe(3, ran.Output);
        Directory.EnumerateFileSystemEntries(_folder.File("out")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Folder_without_a_service_is_refused()
    {
        var ran = await BackupAsync();
        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain("backup_no_service");
    }

    public void Dispose() => _folder.Dispose();

    private Task<Ran> BackupAsync(params string[] more) =>
        CommandLine.RunAsync(_folder.File("home"), ["backup", "--data", _folder.File("data"), "--out", _folder.File("out"), "--lang", "en", .. more]);

    private SqliteConnection Database(string service, string sql)
    {
        Directory.CreateDirectory(_folder.File("data/" + service));
        var connection = new SqliteConnection($"Data Source={_folder.File($"data/{service}/{service}.db")};Pooling=False");
        connection.Open();
        Run(connection, "PRAGMA journal_mode = WAL; " + sql);
        return connection;
    }

    private static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string Archive(string service) => Directory.GetFiles(_folder.File("out"), service + "-*.tgz").Single();

    private void Unpack(string service)
    {
        using var file = File.OpenRead(Archive(service));
        using var zip = new GZipStream(file, CompressionMode.Decompress);
        Directory.CreateDirectory(_folder.File("back"));
        TarFile.ExtractToDirectory(zip, _folder.File("back"), overwriteFiles: false);
    }

    private List<long> Read(string service)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.File($"back/{service}/{service}.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT x FROM t ORDER BY x";
        using var reader = command.ExecuteReader();
        var rows = new List<long>();
        while (reader.Read())
        {
            rows.Add(reader.GetInt64(0));
        }

        return rows;
    }
}
