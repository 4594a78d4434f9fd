using System.Diagnostics;
using System.Text;
using Pmo.AuditLog.Notes;
using Pmo.LogWriter;

namespace Pmo.AuditLog.Tests.Checkpoints;

/// <summary>Runs the log's writer as a process of its own, until it is killed, and keeps what it acknowledged.</summary>
internal static class LogProcess
{
    /// <param name="file">The log.</param>
    /// <param name="writers">How many append at once.</param>
    /// <param name="life">After how long from its first acknowledgement it is killed; null: it kills itself.</param>
    /// <param name="more">Further arguments.</param>
    public static async Task<(List<string> Acknowledged, List<string> Notes)> RunAsync(string file, int writers, TimeSpan? life, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(FileLog).Assembly.Location, file, $"{writers}" },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var argument in more)
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var stopHang = limit.Token.Register(process.Kill);
        var (acknowledged, notes) = (new List<string>(), new List<string>());
        var isFirst = true;
        while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
        {
            // The last line may be cut; an id or a note that is not whole was not acknowledged.
            if (line is ['a', ' ', .. { Length: 36 } id])
            {
                acknowledged.Add(id);
            }
            else if (line is ['c', ' ', .. var note] && TryDecode(note) is { } text)
            {
                notes.Add(text);
            }

            if (isFirst && acknowledged.Count > 0 && life is { } left)
            {
                isFirst = false;
                _ = Task.Delay(left, limit.Token).ContinueWith(_ => process.Kill(), TaskScheduler.Default);
            }
        }

        await process.WaitForExitAsync(limit.Token);
        limit.IsCancellationRequested.ShouldBeFalse("the writer hung");
        if (process.ExitCode != 137)
        {
            throw new InvalidOperationException($"The writer ended by itself, {process.ExitCode}: {await process.StandardError.ReadToEndAsync(CancellationToken.None)}");
        }

        return (acknowledged, notes);
    }

    public static Checkpoint Open(string note, NoteKey key) =>
        Checkpoint.TryOpen(note, key, out var checkpoint, out var why) ? checkpoint : throw new InvalidDataException(why);

    private static string? TryDecode(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length) is var text && text.EndsWith('\n') ? text : null;
    }
}
