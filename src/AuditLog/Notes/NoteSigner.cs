using System.Security.Cryptography;

namespace Pmo.AuditLog.Notes;

/// <summary>Signs notes with the log's own key. Thread-safe.</summary>
internal sealed class NoteSigner
{
    private readonly byte[] _seed;

    private NoteSigner(string name, byte[] seed)
    {
        _seed = seed;
        Key = NoteKey.Of(name, Ed25519Signature.PublicKey(seed));
    }

    public NoteKey Key { get; }

    /// <param name="name">The log's origin.</param>
    /// <param name="seed">32 random bytes, the private key; kept.</param>
    public static NoteSigner Of(string name, byte[] seed) => new(name, seed);

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(Ed25519Signature.SeedSize);

    public byte[] Sign(byte[] message) => Ed25519Signature.Sign(_seed, message);

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(NoteSigner);
}
