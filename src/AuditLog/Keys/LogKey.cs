using System.Security.Cryptography;
using Pmo.AuditLog.Notes;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Keys;

/// <summary>The key that signs the log's checkpoints, in the log's own database.</summary>
internal static class LogKey
{
    /// <summary>The key; made at the first start. A lost one is never replaced: that would be another log.</summary>
    public static async Task<NoteSigner> ReadOrMakeAsync(ILogDatabase database, string origin, ILogKeyGuard guard, CancellationToken cancellation)
    {
        var (verifier, sealedKey) = await database.WriteAsync(
            async transaction =>
            {
                if (await KeyTable.ReadAsync(transaction.Connection!, transaction) is { } stored)
                {
                    return stored;
                }

                var seed = NoteSigner.NewSeed();
                var made = (NoteSigner.Of(origin, seed).Key.ToString(), guard.Seal(seed));
                await KeyTable.InsertAsync(made.Item1, made.Item2, transaction);
                CryptographicOperations.ZeroMemory(seed);
                return made;
            },
            cancellation);
        if (!NoteKey.TryParse(verifier, out var key, out var why))
        {
            throw new CryptographicException($"The log's stored key is not sound: {why}.");
        }

        var signer = NoteSigner.Of(key.Name, guard.Open(sealedKey));
        return signer.Key.Equals(key) ? signer : throw new CryptographicException("The log's private key is not that of its public key.");
    }
}
