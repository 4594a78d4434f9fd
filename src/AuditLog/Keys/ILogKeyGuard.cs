namespace Pmo.AuditLog.Keys;

/// <summary>Seals the log's private key for its place in the database. Thread-safe.</summary>
public interface ILogKeyGuard
{
    /// <summary>Seals.</summary>
    byte[] Seal(byte[] secret);

    /// <summary>Opens what was sealed.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">Another key ring, or damaged.</exception>
    byte[] Open(byte[] sealedSecret);
}
