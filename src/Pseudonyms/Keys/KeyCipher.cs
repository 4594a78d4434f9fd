using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Hosting.Keys;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Keys;

/// <summary>
/// Makes keys and opens stored ones. The key ring wraps an epoch key and the statement key; the epoch key seals the pair key and the master
/// scalars, so that an epoch dies with its one wrapped key.
/// </summary>
internal sealed class KeyCipher(IDataProtectionProvider ring)
{
    private const int KeySize = 32;
    private const int FirstVersion = 1;
    private static readonly IdentityKind[] Kinds = [IdentityKind.Nik, IdentityKind.Kk];

    private readonly IDataProtector _statement = ring.CreateProtector("Pmo.Pseudonyms", "statement-key");

    public StoredKeys Make(string epoch, DateTimeOffset notBefore)
    {
        var epochKey = RandomNumberGenerator.GetBytes(KeySize);
        var pairKey = RandomNumberGenerator.GetBytes(KeySize);
        using var statementKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var statement = statementKey.ExportPkcs8PrivateKey();
        try
        {
            return new StoredKeys(
                epoch,
                notBefore.ToUnixTimeSeconds(),
                OfEpoch(epoch).Protect(epochKey),
                SealedBytes.Seal(epochKey, pairKey, PairName(epoch)),
                _statement.Protect(statement),
                [.. Kinds.Select(kind => MakeMaster(epochKey, KeyId.Of(kind, epoch, FirstVersion)))]);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(epochKey);
            CryptographicOperations.ZeroMemory(pairKey);
            CryptographicOperations.ZeroMemory(statement);
        }
    }

    /// <exception cref="CryptographicException">The ring does not hold the key, or something is damaged.</exception>
    public EpochKeys Open(StoredKeys stored)
    {
        var epochKey = OfEpoch(stored.Epoch).Unprotect(stored.WrappedKey);
        var statement = _statement.Unprotect(stored.WrappedStatementKey);
        try
        {
            var masters = stored.Masters.Select(m => OpenMaster(epochKey, stored.Epoch, m)).ToDictionary(m => m.Id.Kind);
            var pairKey = SealedBytes.Open(epochKey, stored.SealedPairKey, PairName(stored.Epoch));
            var statementKey = ECDsa.Create();
            statementKey.ImportPkcs8PrivateKey(statement, out _);
            return new EpochKeys(stored.Epoch, DateTimeOffset.FromUnixTimeSeconds(stored.NotBefore), pairKey, masters, statementKey);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(epochKey);
            CryptographicOperations.ZeroMemory(statement);
        }
    }

    private static StoredMaster MakeMaster(byte[] epochKey, KeyId id)
    {
        Span<byte> bytes = stackalloc byte[Scalar.Size];
        Scalar.Random().CopyTo(bytes);
        var box = SealedBytes.Seal(epochKey, bytes, MasterName(id));
        CryptographicOperations.ZeroMemory(bytes);
        return new StoredMaster(id.Kind.Name, id.Version, box);
    }

    private static MasterKey OpenMaster(byte[] epochKey, string epoch, StoredMaster stored)
    {
        if (!KeyId.TryParse($"{stored.Kind}.{epoch}.{stored.Version}", out var id))
        {
            throw new CryptographicException("A stored key has an unknown name.");
        }

        var bytes = SealedBytes.Open(epochKey, stored.SealedScalar, MasterName(id));
        var whole = Scalar.TryParse(bytes, out var scalar) && !scalar.IsZero;
        CryptographicOperations.ZeroMemory(bytes);
        return whole ? new MasterKey(id, scalar) : throw new CryptographicException("A stored key is not a scalar.");
    }

    private static string PairName(string epoch) => "pmo-pair-key-v1:" + epoch;

    private static string MasterName(KeyId id) => "pmo-master-key-v1:" + id;

    private IDataProtector OfEpoch(string epoch) => ring.CreateProtector("Pmo.Pseudonyms", "epoch-key", epoch);
}
