namespace Pmo.Cli;

/// <summary>What the commands take from the process around them; another program that runs them brings its own.</summary>
public sealed record PmoHost
{
    /// <summary>Environment variables: <c>PMO_HOME</c>, <c>PMO_PROFILE</c>, <c>PMO_LANG</c>, <c>PMO_DEBUG</c>,
    /// <c>PMO_ENROLL_CODE</c>, <c>PMO_STATEMENT_KEY</c>, <c>NO_COLOR</c>. Default: none.</summary>
    public Func<string, string?> Environment { get; init; } = _ => null;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Answers to questions; null when nobody is there to ask.</summary>
    public TextReader? Prompt { get; init; }

    /// <summary>Standard input, for what is asked to be read from there (<c>-</c>); null when there is none.</summary>
    public TextReader? Input { get; init; }

    /// <summary>Reads a line that is not shown while it is typed; null when nobody is there to ask.</summary>
    public Func<string?>? Secret { get; init; }

    /// <summary>Whether the error writer is a terminal on which progress can be drawn.</summary>
    public bool CanDraw { get; init; }

    /// <summary>Whether the output writer is a terminal.</summary>
    public bool CanColor { get; init; }

    /// <summary>Those of the running process.</summary>
    public static PmoHost OfProcess() => new()
    {
        Environment = System.Environment.GetEnvironmentVariable,
        Prompt = Console.IsInputRedirected ? null : Console.In,
        Input = Console.In,
        Secret = Console.IsInputRedirected ? null : ReadHidden,
        CanDraw = !Console.IsErrorRedirected,
        CanColor = !Console.IsOutputRedirected,
    };

    private static string? ReadHidden()
    {
        var typed = new System.Text.StringBuilder();
        for (; ;)
        {
            var key = Console.ReadKey(intercept: true);
            switch (key.Key)
            {
                case ConsoleKey.Enter:
                    Console.Error.WriteLine();
                    return typed.ToString();
                case ConsoleKey.Backspace:
                    typed.Length = Math.Max(0, typed.Length - 1);
                    break;
                default:
                    typed.Append(key.KeyChar);
                    break;
            }
        }
    }
}
