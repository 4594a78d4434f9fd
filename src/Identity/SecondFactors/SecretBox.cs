using Microsoft.AspNetCore.DataProtection;

namespace Pmo.Identity.SecondFactors;

/// <summary>Encrypts TOTP secrets by the key ring, each for its person: one that is copied to another's row does not open. Thread-safe.</summary>
internal sealed class SecretBox(IDataProtectionProvider protection)
{
    public byte[] Seal(string personId, byte[] secret) => For(personId).Protect(secret);

    /// <exception cref="System.Security.Cryptography.CryptographicException">Another key ring, another person, or damaged.</exception>
    public byte[] Open(string personId, byte[] box) => For(personId).Unprotect(box);

    private IDataProtector For(string personId) => protection.CreateProtector("Pmo.Identity.TotpSecret.v1", personId);
}
