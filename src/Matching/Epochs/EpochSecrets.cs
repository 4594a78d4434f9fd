using Pmo.Protocol.Keys;

namespace Pmo.Matching.Epochs;

/// <summary>What is kept of an epoch, encrypted: the pair key and canaries of the pairing, and two keys made here. Never prints itself.</summary>
/// <param name="PairKey">32 bytes, known to Pseudonyms too.</param>
/// <param name="IndexKey">32 bytes, of the pseudonyms.</param>
/// <param name="StoreKey">32 bytes, AES-256, of the stored canonical elements.</param>
/// <param name="Domains">By domain name.</param>
internal sealed record EpochSecrets(byte[] PairKey, byte[] IndexKey, byte[] StoreKey, IReadOnlyDictionary<string, PairingDomain> Domains)
{
    public override string ToString() => nameof(EpochSecrets);
}
