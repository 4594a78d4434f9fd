namespace Pmo.Hosting.Storage.Postgres;

internal static partial class Log
{
    [LoggerMessage(Message = "The standby is {State}")]
    public static partial void StandbyIs(this ILogger logger, LogLevel level, StandbyState state);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A read failed on the standby and is run again on the primary: {Kind} {SqlState}")]
    public static partial void ReadAgain(this ILogger logger, string kind, string? sqlState);
}
