namespace Pmo.Matching.Questions;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Answered {Operation} over {Datasets} datasets in {Milliseconds} ms")]
    public static partial void Answered(this ILogger logger, string operation, int datasets, long milliseconds);
}
