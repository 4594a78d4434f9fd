namespace Pmo.Matching.Snapshots;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Snapshot taken; {Dropped} earlier ones dropped")]
    public static partial void SnapshotTaken(this ILogger logger, int dropped);

    [LoggerMessage(Level = LogLevel.Error, Message = "No snapshot could be taken; it is tried again")]
    public static partial void SnapshotFailed(this ILogger logger, Exception exception);
}
