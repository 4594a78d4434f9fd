using System.Diagnostics;

namespace Pmo.Testing.Postgres;

/// <summary>
/// A PostgreSQL cluster of the tests' own, reached over a Unix socket in a temporary folder, and gone when the process that started it ends, however it
/// ends: a shell that holds the other end of a pipe sees to that. Thread-safe.
/// </summary>
public sealed class PostgresServer : IDisposable
{
    // A collation that orders otherwise than bytes do: what relies on the database's own order instead of COLLATE "C" shows here.
    private const string Script =
        """
        trap '' INT TERM HUP
        dir=$(mktemp -d "$TMPDIR/pmo-postgres-XXXXXX") || exit 1
        start() { "$PG/pg_ctl" -w -t 120 -D "$dir/data" -l "$dir/log" -o "$OPTIONS -c listen_addresses= -c unix_socket_directories=$dir" start; }
        stop() { "$PG/pg_ctl" -w -D "$dir/data" -m "$1" stop; }
        answer() { if [ "$1" = 0 ]; then echo "ok $dir"; else echo "failed $dir"; fi >&3; }
        # Once more when the server takes some of it at that moment.
        fill() {
          for try in 1 2 3 4 5; do
            rm -f "$dir/data/filler"
            free=$(df -k --output=avail "$dir/data" | tail -1)
            fallocate -l "$((free - $1))K" "$dir/data/filler" && return 0
          done
          return 1
        }
        # A server that the full disk has brought down may be about to start again by itself, and to fail at that once more.
        room() {
          rm -f "$dir/data/filler"
          until "$PG/pg_isready" -q -h "$dir"; do "$PG/pg_ctl" -D "$dir/data" status || start || true; done
        }
        exec 3>&1 >"$dir/ctl" 2>&1
        mkdir -m 700 "$dir/data"
        [ -z "$DISK" ] || mount -t tmpfs -o "size=$DISK,mode=700" tmpfs "$dir/data" || exit 1
        "$PG/initdb" -D "$dir/data" $INIT -U pmo -A trust -E UTF8 --locale=C.UTF-8 --locale-provider=icu --icu-locale=id --no-sync && start
        answer $?
        while read -r command left; do
          case $command in
            start) start; answer $?;;
            fill) fill "$left"; answer $?;;
            room) room; answer $?;;
            *) stop "$command"; answer $?;;
          esac
        done
        stop immediate
        [ -z "$DISK" ] || umount "$dir/data"
        rm -rf "$dir"
        """;

    private static readonly Lazy<PostgresServer> ForAll = new(() => new PostgresServer("-c fsync=off -c full_page_writes=off -c max_connections=600"));

    // A name space of its own, in which whoever is nobody may mount.
    private static readonly string[] Mounting = ["unshare", "--user", "--mount", "--map-current-user", "--keep-caps"];

    private readonly Process _shell;
    private readonly string _socket;

    private PostgresServer(string options, string? disk = null)
    {
        _shell = Process.Start(Shell(Programs ?? throw new InvalidOperationException("PostgreSQL is not installed."), options, disk))!;
        _socket = Answer();
    }

    /// <summary>Whether there is one to start.</summary>
    public static bool IsInstalled => Programs is not null;

    /// <summary>The process's one, started when it is first asked for. It does not wait for its disk.</summary>
    public static PostgresServer Shared => ForAll.Value;

    private static string? Programs { get; } = Find();

    /// <summary>Skips the running test, or fails it, when PostgreSQL is not installed.</summary>
    public static void Require()
    {
        if (!IsInstalled)
        {
            Requirement.IsMissing("postgres", "PostgreSQL is missing: apt install postgresql-15");
        }
    }

    /// <summary>One of a test's own, that may be stopped; it is as careful with its disk as a real one.</summary>
    public static PostgresServer StartNew()
    {
        Require();
        return new PostgresServer("-c max_connections=100");
    }

    /// <summary>One of a test's own on a disk of its own, which <see cref="Fill"/> fills: of memory, and of 256 MiB.</summary>
    public static PostgresServer StartOnSmallDisk()
    {
        Require();
        using var trying = Process.Start(Mounting[0], [.. Mounting[1..], "mount", "-t", "tmpfs", "tmpfs", "/mnt"]);
        trying.WaitForExit();
        if (trying.ExitCode != 0)
        {
            Requirement.IsMissing("mount", "No file system can be mounted in a user name space: sysctl kernel.unprivileged_userns_clone=1");
        }

        // Its log grows by small files, each made when it is needed and none kept: there is no hidden room.
        return new PostgresServer("-c max_connections=100 -c wal_recycle=off -c min_wal_size=2MB -c checkpoint_timeout=1h", disk: "256m");
    }

    /// <summary>How a service reaches a schema. The server asks for no password; the one that is there must not be found anywhere.</summary>
    public string ConnectionString(string schema) =>
        $"Host={_socket};Database=postgres;Username=pmo;Password={PostgresSecret.Password};Search Path={schema}";

    /// <summary>Ends it: what its clients do fails.</summary>
    public void Stop() => Tell("fast");

    /// <summary>Ends it as a power cut does.</summary>
    public void Crash() => Tell("immediate");

    /// <summary>Starts it again.</summary>
    public void Start() => Tell("start");

    /// <summary>Leaves that much room on its disk.</summary>
    /// <param name="kibibytes">Of 1024 bytes.</param>
    public void Fill(int kibibytes) => Tell(FormattableString.Invariant($"fill {kibibytes}"));

    /// <summary>Makes room on its disk again, and starts it if it came down.</summary>
    public void MakeRoom() => Tell("room");

    /// <inheritdoc/>
    public void Dispose()
    {
        _shell.StandardInput.Close();
        _shell.WaitForExit();
        _shell.Dispose();
    }

    private static ProcessStartInfo Shell(string programs, string options, string? disk)
    {
        var start = new ProcessStartInfo
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            WorkingDirectory = "/",
        };

        // PostgreSQL refuses to run as root.
        string[] words =
        [
            .. Environment.IsPrivilegedProcess ? (string[])["setpriv", $"--reuid={User}", $"--regid={Group}", "--clear-groups"] : [],
            .. disk is null ? [] : Mounting,
            "sh", "-c", Script,
        ];
        start.FileName = words[0];
        foreach (var word in words[1..])
        {
            start.ArgumentList.Add(word);
        }

        start.Environment["PG"] = programs;
        start.Environment["OPTIONS"] = options;
        start.Environment["DISK"] = disk;
        start.Environment["INIT"] = disk is null ? "" : "--wal-segsize=1";

        // Not a longer place: the path of a socket has at most 107 bytes.
        start.Environment["TMPDIR"] = "/tmp";
        return start;
    }

    private static string User => HasPostgresUser ? "postgres" : "nobody";

    private static string Group => HasPostgresUser ? "postgres" : "nogroup";

    private static bool HasPostgresUser => File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal));

    private static string? Find() => OperatingSystem.IsLinux() && Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .Select(folder => (Folder: folder, Version: int.TryParse(Path.GetFileName(folder), out var version) ? version : 0))
            .Where(found => found.Version >= 15 && File.Exists(Path.Combine(found.Folder, "bin", "initdb")))
            .OrderByDescending(found => found.Version)
            .Select(found => Path.Combine(found.Folder, "bin"))
            .FirstOrDefault()
        : null;

    private void Tell(string command)
    {
        lock (_shell)
        {
            _shell.StandardInput.WriteLine(command);
            _shell.StandardInput.Flush();
            Answer();
        }
    }

    private string Answer() => _shell.StandardOutput.ReadLine() switch
    {
        { } line when line.StartsWith("ok ", StringComparison.Ordinal) => line[3..],
        { } line when line.StartsWith("failed ", StringComparison.Ordinal) => throw new InvalidOperationException(
            string.Join('\n', Directory.GetFiles(line[7..]).Select(File.ReadAllText))),
        _ => throw new InvalidOperationException("The shell that keeps PostgreSQL has ended."),
    };
}
