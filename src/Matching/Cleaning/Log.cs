namespace Pmo.Matching.Cleaning;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Cleaned {Records} records and {Checks} checks in {Milliseconds} ms")]
    public static partial void Cleaned(this ILogger logger, long records, int checks, long milliseconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Cleaning failed; it is tried again")]
    public static partial void CleaningFailed(this ILogger logger, Exception exception);
}
