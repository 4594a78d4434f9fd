namespace Pmo.Matching.Datasets;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Dataset {Dataset} created")]
    public static partial void DatasetCreated(this ILogger logger, string dataset);

    [LoggerMessage(Level = LogLevel.Information, Message = "Dataset {Dataset} closed")]
    public static partial void DatasetClosed(this ILogger logger, string dataset);
}
