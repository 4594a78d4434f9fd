namespace Pmo.Gateway;

/// <summary>What the operator's log says of requests; the audit log says more, to those who may read it.</summary>
internal static partial class Log
{
    // Debug: each has its entries in the audit log, and writing it twice more for each request costs as much as deciding it.
    [LoggerMessage(Level = LogLevel.Debug, Message = "{Call} by {Organisation}: {Status}, audit {Audit}")]
    public static partial void Answered(ILogger logger, string call, string organisation, int status, string audit);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Call} by {Organisation} refused: {Code}, audit {Audit}")]
    public static partial void Refused(ILogger logger, string call, string organisation, string code, string audit);
}
