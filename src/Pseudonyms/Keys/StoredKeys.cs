namespace Pmo.Pseudonyms.Keys;

/// <summary>The keys as they lie in the database: wrapped and sealed.</summary>
/// <param name="Epoch">Name of the current epoch.</param>
/// <param name="NotBefore">Seconds since 1970.</param>
/// <param name="WrappedKey">The epoch key, under Data Protection.</param>
/// <param name="SealedPairKey">Under the epoch key.</param>
/// <param name="WrappedStatementKey">PKCS#8, under Data Protection.</param>
/// <param name="Masters">One for each kind, under the epoch key.</param>
internal sealed record StoredKeys(
    string Epoch, long NotBefore, byte[] WrappedKey, byte[] SealedPairKey, byte[] WrappedStatementKey, IReadOnlyList<StoredMaster> Masters);

/// <summary>A sealed master scalar.</summary>
internal sealed record StoredMaster(string Kind, int Version, byte[] SealedScalar);
