using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Keys;

internal static partial class KeyLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Made the pseudonym keys of epoch {Epoch}; back up the key ring and the database")]
    public static partial void EpochMade(ILogger logger, string epoch);

    [LoggerMessage(Level = LogLevel.Information, Message = "Statement key, for partners to pin: {Fingerprint}")]
    public static partial void StatementKey(ILogger logger, KeyFingerprint fingerprint);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Exported the pairing of epoch {Epoch} to {File}; move it to Matching and delete it here")]
    public static partial void PairingExported(ILogger logger, string epoch, string file);
}
