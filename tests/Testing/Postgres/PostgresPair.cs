using System.Diagnostics;

namespace Pmo.Testing.Postgres;

/// <summary>
/// The primary and the replica of <c>deploy/postgres-replica</c>, made by its script, and gone when the process that started them ends: a shell that holds
/// the other end of a pipe sees to that.
/// </summary>
public sealed class PostgresPair : IAsyncDisposable
{
    // Not a temporary folder of the tests' own: the user whom PostgreSQL runs as must get there.
    private const string Shell =
        """
        trap '' INT TERM HUP
        dir=$(mktemp -d /tmp/pmo-pair-XXXXXX) && chmod 755 "$dir" || exit 1
        echo "$dir/pair"
        run() {
          if [ "$(id -u)" != 0 ]; then "$@"; else
            (cd / && setpriv --reuid "$(stat -c %u "$dir/pair/a")" --regid "$(stat -c %g "$dir/pair/a")" --clear-groups -- "$@")
          fi
        }
        # Its processes end by themselves when the first is gone. That one stays a zombie in a container without an init, and a start would take it for running.
        crash() {
          kill -9 "$(head -1 "$1/postmaster.pid")" || return 1
          while ls -l /proc/[0-9]*/cwd 2>/dev/null | grep -q " $1$"; do sleep 0.05; done
          rm -f "$1/postmaster.pid"
        }
        bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
        while read -r command name; do
          case $command in
            crash) crash "$dir/pair/$name" && echo ok || echo failed;;
            up) run "$bin/pg_ctl" -s -w -t 120 -D "$dir/pair/$name" -l "$dir/pair/$name.log" start >/dev/null 2>&1 && echo ok || echo failed;;
            lone) run touch "$dir/pair/$name/standby.signal" && echo ok || echo failed;;
            *) out=$(bash "$SCRIPT" "$command" "$dir/pair" 2>&1 </dev/null) && echo $out || echo failed $out;;
          esac
        done
        bash "$SCRIPT" stop "$dir/pair" >/dev/null 2>&1
        rm -rf "$dir"
        """;

    private readonly Process _shell;
    private readonly string _folder;
    private string[] _hosts = [];

    private PostgresPair(Process shell, string folder) => (_shell, _folder) = (shell, folder);

    public static async Task<PostgresPair> StartAsync()
    {
        PostgresServer.Require();
        var start = new ProcessStartInfo("bash") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        start.ArgumentList.Add("-c");
        start.ArgumentList.Add(Shell);
        start.Environment["SCRIPT"] = Path.Combine(Root(), "deploy", "postgres-replica", "replica.sh");
        var shell = Process.Start(start)!;
        var pair = new PostgresPair(shell, (await shell.StandardOutput.ReadLineAsync())!);
        var words = (await pair.TellAsync("start")).Split(' ');
        pair._hosts = [$"127.0.0.1:{words[1]}", $"127.0.0.1:{words[3]}"];
        return pair;
    }

    /// <summary>As the script's page says it: both hosts, and the one that takes writes.</summary>
    public string ConnectionString(string schema) => $"{Reach(string.Join(',', _hosts), schema)};Target Session Attributes=read-write";

    /// <summary>The same, and the one that takes none.</summary>
    public string ReadConnectionString(string schema) => $"{Reach(string.Join(',', _hosts), schema)};Target Session Attributes=standby";

    /// <summary>One of them, whatever it is: <c>a</c>, the first primary, or <c>b</c>.</summary>
    public string ConnectionString(string schema, char name) => Reach(_hosts[name - 'a'], schema);

    /// <summary>
    /// Runs a command of the script, or one with a server's name: <c>crash a</c>, kill -9; <c>up a</c>, starts it; <c>lone a</c>, once it is started it
    /// becomes a standby.
    /// </summary>
    /// <returns>What it printed, on one line.</returns>
    public async Task<string> TellAsync(string command)
    {
        var answer = await TryAsync(command);
        return answer.StartsWith("failed", StringComparison.Ordinal) ? throw new InvalidOperationException($"{command}: {answer}") : answer;
    }

    /// <summary>The same, when it may fail: then what it prints begins with <c>failed</c>.</summary>
    public async Task<string> TryAsync(string command)
    {
        await _shell.StandardInput.WriteLineAsync(command);
        return await _shell.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The shell that keeps PostgreSQL has ended.");
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
    }

    private string Reach(string hosts, string schema) =>
        $"Host={hosts};Database=postgres;Username=pmo;Password={File.ReadAllText(Path.Combine(_folder, "password")).Trim()};Search Path={schema}";

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Pmo.Gateway.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not lie in the repository.");
    }
}
