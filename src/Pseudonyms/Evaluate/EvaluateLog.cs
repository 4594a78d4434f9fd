namespace Pmo.Pseudonyms.Evaluate;

internal static partial class EvaluateLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Session {Session} of {Partner} closed after {Refusals} refused parts")]
    public static partial void SessionClosed(ILogger logger, string session, string partner, int refusals);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Ceiling reached: {Partner} has used {PartnerUse} of {PartnerCeiling} today, all partners {TotalUse} of {TotalCeiling}; asked {Persons} more")]
    public static partial void CeilingReached(
        ILogger logger, string partner, long partnerUse, long partnerCeiling, long totalUse, long totalCeiling, int persons);
}
