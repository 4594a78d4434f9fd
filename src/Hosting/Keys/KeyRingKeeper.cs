using System.Data.Common;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Pmo.Hosting.Keys.Storage;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Keys;

/// <summary>
/// Sees to it that the ring opens, is encrypted under the certificate of today, and has its key and the next one: each look is one transaction under the
/// database's write lock, so replicas that start at once have the same keys from the first on. Thread-safe.
/// </summary>
internal sealed class KeyRingKeeper(Database database, KeyRingProtection protection, string service, string oldFolder)
{
    /// <summary>How long a key encrypts; it decrypts for ever. The framework's default.</summary>
    internal static readonly TimeSpan KeyLife = TimeSpan.FromDays(90);

    /// <summary>When the next key is made. The framework reads the ring again after at most 24 hours, so no replica can miss it.</summary>
    internal static readonly TimeSpan Lead = TimeSpan.FromDays(14);

    /// <summary>
    /// A key of another replica counts as active when this one's clock is so much behind, as it does for the framework, whose own constant this is. Were
    /// it not so, a replica that waited for the lock with an earlier time in its hand would find the key of the first not yet active, and make another.
    /// </summary>
    internal static readonly TimeSpan MaxClockSkew = TimeSpan.FromMinutes(5);

    /// <param name="now">The system's time: the framework knows no other.</param>
    /// <exception cref="StartupException"><c>key_ring_unreadable</c>.</exception>
    public async Task KeepAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        await database.WriteAsync(
            transaction =>
            {
                KeyRingFolder.Import(oldFolder, transaction);
                Keep(transaction, now);
                return Task.CompletedTask;
            },
            cancellation);
        KeyRingFolder.PutAside(oldFolder);
    }

    private void Keep(DbTransaction transaction, DateTimeOffset now)
    {
        var services = new ServiceCollection();
        protection.AddTo(services, service, new TransactionKeyRing(transaction));
        using var provider = services.BuildServiceProvider();
        var manager = provider.GetRequiredService<IKeyManager>();
        var keys = manager.GetAllKeys();
        foreach (var key in keys.Where(k => !k.IsRevoked))
        {
            Open(key);
        }

        Rewrap(transaction, provider);
        if (Next(keys, now) is { } start)
        {
            manager.CreateNewKey(start, start + KeyLife);
        }
    }

    /// <summary>From when a further key is needed; null while there are enough.</summary>
    internal static DateTimeOffset? Next(IEnumerable<IKey> keys, DateTimeOffset now)
    {
        var good = keys.Where(k => !k.IsRevoked && k.ExpirationDate > now).ToList();
        if (!good.Exists(k => k.ActivationDate <= now + MaxClockSkew))
        {
            return now;
        }

        var last = good.Max(k => k.ExpirationDate);
        return last - now <= Lead ? last : null;
    }

    // Left alone, the framework would pass over a key that it cannot decrypt, and quietly make another.
    private static void Open(IKey key)
    {
        try
        {
            if (key.CreateEncryptor() is null)
            {
                throw new CryptographicException("The ring key has no encryptor.");
            }
        }
        catch (Exception e) when (e is CryptographicException or InvalidOperationException or System.Xml.XmlException)
        {
            throw new StartupException(
                "key_ring_unreadable",
                $"Kunci {key.KeyId:D} dari ring kunci tidak dapat dibuka: sertifikatnya lain. Kembalikan sertifikat itu, atau sebut di DataProtection:OldCertificateFiles:0.",
                $"The key {key.KeyId:D} of the key ring cannot be decrypted: it is another certificate's. Put that certificate back, or name it in DataProtection:OldCertificateFiles:0.",
                e);
        }
    }

    private void Rewrap(DbTransaction transaction, IServiceProvider services)
    {
        if (protection.Certificate is not { } certificate)
        {
            return;
        }

        foreach (var (name, element) in KeyRingTable.Read(transaction.Connection!, transaction).Where(e => !RingCipher.IsUnder(e.Element, certificate)))
        {
            KeyRingTable.Replace(name, RingCipher.Rewrap(element, certificate, services), transaction);
        }
    }
}
