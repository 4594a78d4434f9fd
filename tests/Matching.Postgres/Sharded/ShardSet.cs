using System.Diagnostics;
using Pmo.Testing;
using Pmo.Testing.Postgres;

namespace Pmo.Matching.Tests.Sharded;

/// <summary>The three servers of <c>deploy/postgres-sharded/shards.sh</c>, as an operator would have them.</summary>
internal sealed class ShardSet : IDisposable
{
    private readonly DirectoryInfo _folder;

    public ShardSet()
    {
        PostgresServer.Require();
        _folder = Directory.CreateTempSubdirectory("pmo-shards-");
        if (!OperatingSystem.IsWindows())
        {
            // The servers run as another user when this is root.
            _folder.UnixFileMode |= UnixFileMode.OtherExecute | UnixFileMode.GroupExecute;
        }

        ConnectionString = Run("start").Trim();
    }

    public string ConnectionString { get; }

    /// <summary>Runs a command of the script.</summary>
    /// <returns>What it printed.</returns>
    public string Run(string command, params string[] more)
    {
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Script(), command, Path.Combine(_folder.FullName, "data"), .. more])
        {
            start.ArgumentList.Add(word);
        }

        // The disk is not what is tested.
        start.Environment["PMO_POSTGRES_OPTIONS"] = "-c fsync=off -c full_page_writes=off";
        start.Environment["PMO_STOP"] = "immediate";
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, command + ": " + error.GetAwaiter().GetResult());
        return output;
    }

    public void Dispose()
    {
        foreach (var shard in (string[])["0", "1", "2"])
        {
            try
            {
                Run("stop", shard);
            }
            catch (ShouldAssertException)
            {
                // It was stopped by the test.
            }
        }

        _folder.Delete(recursive: true);
    }

    private static string Script()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var script = Path.Combine(folder.FullName, "deploy", "postgres-sharded", "shards.sh");
            if (File.Exists(script))
            {
                return script;
            }
        }

        throw new FileNotFoundException("shards.sh");
    }
}
