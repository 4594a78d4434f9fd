namespace Pmo.Matching.Epochs;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Pairing of epoch {Epoch} imported, signed by {Signer}")]
    public static partial void PairingImported(this ILogger logger, string epoch, string signer);

    [LoggerMessage(Level = LogLevel.Error, Message = "Pairing refused, {Code}: {Reason}")]
    public static partial void PairingRefused(this ILogger logger, string code, string reason);
}
