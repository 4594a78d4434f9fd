using System.Globalization;
using Pmo.Client.Messages;
using Pmo.Client.Sessions;
using Spectre.Console;

namespace Pmo.Cli.Screens;

/// <summary>Draws a session's progress on the error writer, with rate and time left; draws nothing where nobody sees it.</summary>
internal static class SessionBar
{
    public static async Task<T> RunAsync<T>(Screen screen, TimeProvider time, Func<IProgress<SessionProgress>?, Task<T>> work)
    {
        if (!screen.Draws)
        {
            return await work(arg: null);
        }

        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(screen.Error) });
        return await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Name(SessionPhase.Opening, screen.Language), maxValue: 1);
                return await work(new Bar(task, screen.Language, time));
            });
    }

    private static string Name(SessionPhase phase, Language language) => (phase, language) switch
    {
        (SessionPhase.Opening, Language.En) => "opening",
        (SessionPhase.Opening, _) => "membuka",
        (SessionPhase.Sending, Language.En) => "sending",
        (SessionPhase.Sending, _) => "mengirim",
        (_, Language.En) => "waiting for the answer",
        _ => "menunggu jawaban",
    };

    private sealed class Bar(ProgressTask task, Language language, TimeProvider time) : IProgress<SessionProgress>
    {
        private readonly long _start = time.GetTimestamp();

        public void Report(SessionProgress value)
        {
            var rate = value.Done / Math.Max(0.001, time.GetElapsedTime(_start).TotalSeconds);
            var culture = CultureInfo.GetCultureInfo(language == Language.En ? "en-US" : "id-ID");
            task.MaxValue = value.Total;
            task.Value = value.Done;
            task.Description = value.Phase == SessionPhase.Sending && value.Done > 0
                ? string.Create(culture, $"{Name(value.Phase, language)} {value.Done:N0}/{value.Total:N0} ({rate:N0}/s)")
                : Name(value.Phase, language);
        }
    }
}
