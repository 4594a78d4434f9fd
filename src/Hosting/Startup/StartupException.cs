namespace Pmo.Hosting.Startup;

/// <summary>The service cannot start, and its operator can mend why. Printed in both languages, without a stack, exit 1.</summary>
public sealed class StartupException : Exception
{
    /// <param name="code">Stable, lower_snake, listed in docs/errors.md.</param>
    /// <param name="indonesian">What is wrong and what to do.</param>
    /// <param name="english">The same.</param>
    /// <param name="inner">The cause, if any; not printed.</param>
    public StartupException(string code, string indonesian, string english, Exception? inner = null)
        : base($"{code}: {indonesian} | {english}", inner) => Code = code;

    /// <summary>The stable code.</summary>
    public string Code { get; }
}
