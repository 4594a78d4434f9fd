using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Startup;
using Pmo.Identity.SigningKeys.Storage;

namespace Pmo.Identity.SigningKeys;

/// <summary>The keys that sign access tokens, read at start; the first start makes one. Thread-safe once it is loaded.</summary>
internal sealed class SigningKeyRing(SigningKeyStore store, IDataProtectionProvider protection) : IDisposable
{
    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Identity.SigningKeys.v1");
    private IReadOnlyList<SigningKey> _keys = [];

    /// <summary>Signs now.</summary>
    public SigningKey Current => _keys[0];

    /// <summary>Verify: published in the JWKS.</summary>
    public IReadOnlyList<SigningKey> All => _keys;

    /// <exception cref="StartupException"><c>signing_key_unreadable</c>: never answered by making another key, which would hide the loss.</exception>
    public async Task LoadAsync(CancellationToken cancellation)
    {
        var stored = await store.ReadAsync(cancellation);
        if (stored.Count == 0)
        {
            using var made = SigningKey.Make();
            stored = await store.AddFirstAsync(new StoredKey(made.Kid, Protect(made)), cancellation);
        }

        _keys = [.. stored.Select(Open)];
    }

    public void Dispose()
    {
        foreach (var key in _keys)
        {
            key.Dispose();
        }
    }

    private byte[] Protect(SigningKey key)
    {
        var pkcs8 = key.Export();
        try
        {
            return _protector.Protect(pkcs8);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private SigningKey Open(StoredKey stored)
    {
        try
        {
            var pkcs8 = _protector.Unprotect(stored.ProtectedKey);
            try
            {
                return SigningKey.Import(pkcs8);
            }
            finally
            {
                CryptographicOperations.ZeroMemory(pkcs8);
            }
        }
        catch (CryptographicException e)
        {
            throw new StartupException(
                "signing_key_unreadable",
                "Kunci penanda tangan tidak dapat dibuka: ring kunci di basis data bukan ring-nya. Pulihkan basis data dan sertifikat dari satu cadangan.",
                "The signing key cannot be decrypted: the key ring in the database is not its own. Restore database and certificate of one backup.",
                e);
        }
    }
}
