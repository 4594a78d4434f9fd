using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Startup;
using Pmo.Pseudonyms.Evaluate;
using Pmo.Pseudonyms.Keys.Storage;

namespace Pmo.Pseudonyms.Keys;

/// <summary>Reads the keys at the start, and makes them at the very first. Keys that are there but do not open are never replaced.</summary>
internal sealed class KeyLoader(
    KeyTable table, IDataProtectionProvider ring, PseudonymSettings settings, TimeProvider time, ILogger<KeyLoader> logger)
{
    /// <exception cref="StartupException"><c>pseudonym_keys_unreadable</c>, <c>epoch_differs</c>.</exception>
    public async Task<EpochKeys> LoadAsync()
    {
        var cipher = new KeyCipher(ring);
        var now = time.GetUtcNow();
        var (stored, made) = await table.ReadOrAddAsync(() => cipher.Make(settings.Epoch ?? WibDay.Of(now).Month, now));
        if (settings.Epoch is { } wanted && wanted != stored.Epoch)
        {
            throw new StartupException(
                "epoch_differs",
                $"Pseudonyms:Epoch menyebut {wanted}, tetapi kunci yang ada dari {stored.Epoch}. Hapus setelan itu, atau isi {stored.Epoch}.",
                $"Pseudonyms:Epoch names {wanted}, but the keys are of {stored.Epoch}. Remove the setting, or set it to {stored.Epoch}.");
        }

        var keys = Open(cipher, stored);
        if (made)
        {
            KeyLog.EpochMade(logger, keys.Epoch);
        }

        KeyLog.StatementKey(logger, keys.Fingerprint);
        return keys;
    }

    private static EpochKeys Open(KeyCipher cipher, StoredKeys stored)
    {
        try
        {
            return cipher.Open(stored);
        }
        catch (CryptographicException e)
        {
            throw new StartupException(
                "pseudonym_keys_unreadable",
                $"Kunci pseudonim masa {stored.Epoch} tidak dapat dibuka. Ring kunci di basis data bukan ring-nya: pulihkan basis data dan sertifikat dari satu cadangan; "
                + "kunci baru tidak dibuat, karena semua pseudonim akan hilang artinya.",
                $"The pseudonym keys of epoch {stored.Epoch} cannot be opened. The key ring in the database is not theirs: restore database and certificate of one backup; "
                + "no new key is made, for every pseudonym would lose its meaning.",
                e);
        }
    }
}
