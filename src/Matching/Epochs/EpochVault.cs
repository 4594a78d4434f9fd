using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Keys;
using Pmo.Hosting.Startup;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Epochs;

/// <summary>
/// Encrypts an epoch's secrets under its epoch key: 32 random bytes, wrapped by Data Protection, in a file of their own outside the database, so that
/// deleting that file makes every copy of the epoch worthless. Content: as <see cref="SealedBytes"/>, under the epoch's name.
/// </summary>
internal sealed class EpochVault(IDataProtectionProvider ring, PairingOptions options)
{
    private const int KeySize = 32;

    private readonly IDataProtector _protector = ring.CreateProtector("Pmo.Matching.EpochKey.v1");

    /// <summary>Makes the epoch's key and encrypts.</summary>
    public byte[] Seal(string epoch, EpochSecrets secrets)
    {
        var key = RandomNumberGenerator.GetBytes(KeySize);
        PrivateFile.CreateDirectory(options.KeyDirectory);
        PrivateFile.Write(FileOf(epoch), _protector.Protect(key));
        var plain = JsonSerializer.SerializeToUtf8Bytes(secrets, ApiJson.Options);
        var content = SealedBytes.Seal(key, plain, epoch);
        CryptographicOperations.ZeroMemory(key);
        CryptographicOperations.ZeroMemory(plain);
        return content;
    }

    /// <summary>Decrypts.</summary>
    /// <exception cref="StartupException"><c>epoch_key_lost</c>: the epoch key or the key ring is gone or another's.</exception>
    public EpochSecrets Open(string epoch, ReadOnlySpan<byte> content)
    {
        try
        {
            var key = _protector.Unprotect(File.ReadAllBytes(FileOf(epoch)));
            var plain = SealedBytes.Open(key, content, epoch);
            var secrets = JsonSerializer.Deserialize<EpochSecrets>(plain, ApiJson.Options)!;
            CryptographicOperations.ZeroMemory(key);
            CryptographicOperations.ZeroMemory(plain);
            return secrets;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                "epoch_key_lost",
                $"Kunci epoch {epoch} tidak dapat dibuka. Pulihkan {FileOf(epoch)} dan basis data layanan ini (ring kunci ada di dalamnya) dari cadangan.",
                $"The key of epoch {epoch} cannot be opened. Restore {FileOf(epoch)} and this service's database (it holds the key ring) from their backups.",
                e);
        }
    }

    private string FileOf(string epoch) => Path.Combine(options.KeyDirectory, $"{epoch}.key");
}
