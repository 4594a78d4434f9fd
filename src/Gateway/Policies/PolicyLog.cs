namespace Pmo.Gateway.Policies;

/// <summary>What the operator's log says of agreements.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Agreements {Digest} are in force: {Count} of them")]
    public static partial void Loaded(ILogger logger, string digest, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "The agreements in {Directory} have changed and are not valid ({Errors} errors); {Digest} stays in force")]
    public static partial void Refused(ILogger logger, string directory, int errors, string digest);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File}:{Line}: {Code}: {Indonesian} | {English}")]
    public static partial void Error(ILogger logger, string file, int line, string code, string indonesian, string english);

    [LoggerMessage(Level = LogLevel.Error, Message = "Changed agreements wait: the audit log cannot be written")]
    public static partial void NotRecorded(ILogger logger, Exception e);

    [LoggerMessage(Level = LogLevel.Information, Message = "The system does not tell of changed agreements; the folder is looked at every second")]
    public static partial void NotWatched(ILogger logger, Exception e);
}
