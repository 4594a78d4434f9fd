namespace Pmo.Gateway;

/// <summary>What the operator's log says of requests; the audit log says more, to those who may read it.</summary>
internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Call} by {Organisation}: {Status}, audit {Audit}")]
    public static partial void Answered(ILogger logger, string call, string organisation, int status, string audit);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Call} by {Organisation} refused: {Code}, audit {Audit}")]
    public static partial void Refused(ILogger logger, string call, string organisation, string code, string audit);
}
