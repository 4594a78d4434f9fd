using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Pmo.EndToEnd.Tests.Running;

/// <summary>What a finished process left.</summary>
internal sealed record Finished(int Exit, string Output, string Error);

/// <summary>A program of this repository as a process of its own. Ended by its id when it is disposed of.</summary>
internal sealed class ProgramRun : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _error;
    private readonly StringBuilder _output = new();

    private ProgramRun(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <param name="assembly">Without <c>.dll</c>; it lies beside the tests.</param>
    /// <param name="environment">Added to the process's own.</param>
    /// <param name="arguments">The command line.</param>
    public static ProgramRun Start(string assembly, IReadOnlyDictionary<string, string> environment, params string[] arguments) =>
        Start(assembly, environment, hasInput: false, arguments);

    /// <param name="assembly">Without <c>.dll</c>; it lies beside the tests.</param>
    /// <param name="environment">Added to the process's own.</param>
    /// <param name="hasInput">Whether <see cref="WriteLineAsync"/> will be used.</param>
    /// <param name="arguments">The command line.</param>
    public static ProgramRun Start(string assembly, IReadOnlyDictionary<string, string> environment, bool hasInput, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = hasInput, UseShellExecute = false,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, assembly + ".dll"));
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return new ProgramRun(Process.Start(start)!);
    }

    /// <summary>Writes a line to its standard input, which ends with it; of a program that was started for that.</summary>
    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        _process.StandardInput.Close();
    }

    /// <summary>Reads output up to a line that begins with <paramref name="prefix"/>; fails when the process ends before.</summary>
    public async Task<string> LineAsync(string prefix, CancellationToken cancel)
    {
        while (await _process.StandardOutput.ReadLineAsync(cancel) is { } line)
        {
            _output.AppendLine(line);
            if (line.StartsWith(prefix, StringComparison.Ordinal))
            {
                return line;
            }
        }

        throw new InvalidOperationException($"It ended without '{prefix}'. Output:\n{_output}\nError:\n{await _error}");
    }

    /// <summary>Waits for its end.</summary>
    public async Task<Finished> EndAsync(CancellationToken cancel)
    {
        _output.Append(await _process.StandardOutput.ReadToEndAsync(cancel));
        await _process.WaitForExitAsync(cancel);
        return new Finished(_process.ExitCode, _output.ToString(), await _error);
    }

    /// <summary>Ctrl-C.</summary>
    public void Interrupt() => Signal("INT");

    /// <summary>Whether the process is gone.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>kill -9.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            Signal("TERM");
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
            try
            {
                await _process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _process.Kill();
            }
        }

        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
