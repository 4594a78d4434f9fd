namespace Pmo.Matching.Uploads;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Upload to {Dataset} committed: {Rows} rows in {Milliseconds} ms")]
    public static partial void UploadCommitted(this ILogger logger, string dataset, int rows, long milliseconds);
}
