using Microsoft.AspNetCore.DataProtection;
using Pmo.AuditLog.Keys;

namespace Pmo.Gateway.Audit;

/// <summary>Seals the log's private key under the Gateway's key ring. Thread-safe.</summary>
internal sealed class LogKeyGuard(IDataProtectionProvider ring) : ILogKeyGuard
{
    private readonly IDataProtector _protector = ring.CreateProtector("pmo.audit.log-key.v1");

    public byte[] Seal(byte[] secret) => _protector.Protect(secret);

    public byte[] Open(byte[] sealedSecret) => _protector.Unprotect(sealedSecret);
}
