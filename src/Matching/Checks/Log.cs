namespace Pmo.Matching.Checks;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Check against {Datasets} committed: {Rows} rows in {Milliseconds} ms")]
    public static partial void CheckCommitted(this ILogger logger, string datasets, int rows, long milliseconds);
}
