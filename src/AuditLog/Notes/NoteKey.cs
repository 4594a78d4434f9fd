using System.Security.Cryptography;
using System.Text;

namespace Pmo.AuditLog.Notes;

/// <summary>
/// Who signs notes, as C2SP <c>signed-note</c> writes a verifier key: <c>name+hash+base64(1 ‖ Ed25519 public key)</c>. Immutable, thread-safe.
/// </summary>
public sealed record NoteKey
{
    private const byte Ed25519 = 1;
    private const int HashSize = 4;

    private NoteKey(string name, byte[] publicKey)
    {
        Name = name;
        PublicKey = publicKey;
    }

    /// <summary>The signer's name; for a log, its origin: an address without a scheme.</summary>
    public string Name { get; }

    /// <summary>32 bytes.</summary>
    internal byte[] PublicKey { get; }

    /// <summary>The first four bytes of SHA-256 over name, line feed, algorithm and key.</summary>
    internal byte[] Hash => SHA256.HashData([.. Encoding.UTF8.GetBytes(Name), (byte)'\n', Ed25519, .. PublicKey])[..HashSize];

    /// <summary>Reads a verifier key. Keys of small order, or not in their one right form, are refused.</summary>
    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out NoteKey? key, out string why)
    {
        key = null;
        var parts = (text ?? "").Trim().Split('+', 3);
        var material = new byte[1 + Ed25519Signature.KeySize];
        if (parts.Length != 3 || !IsName(parts[0]) || !Convert.TryFromBase64String(parts[2], material, out var length) || length != material.Length
            || material[0] != Ed25519)
        {
            why = "not of the form NAME+HASH+BASE64 of an Ed25519 key";
            return false;
        }

        if (!Ed25519Signature.IsAcceptable(material.AsSpan(1)))
        {
            why = "not a sound Ed25519 key";
            return false;
        }

        var read = new NoteKey(parts[0], material[1..]);
        if (read.ToString() != text!.Trim())
        {
            why = "the hash does not belong to this name and key";
            return false;
        }

        (key, why) = (read, "");
        return true;
    }

    /// <summary>Whether a name can stand in a note: not empty, no blanks, no plus.</summary>
    public static bool IsName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length is > 0 and <= 200 && !name.Any(c => c == '+' || char.IsWhiteSpace(c) || char.IsControl(c));
    }

    /// <inheritdoc/>
    public bool Equals(NoteKey? other) => other is not null && Name == other.Name && PublicKey.AsSpan().SequenceEqual(other.PublicKey);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Name, StringComparison.Ordinal);

    /// <summary>The verifier key as text.</summary>
    public override string ToString() => $"{Name}+{Convert.ToHexStringLower(Hash)}+{Convert.ToBase64String([Ed25519, .. PublicKey])}";

    internal static NoteKey Of(string name, byte[] publicKey) =>
        IsName(name) && Ed25519Signature.IsAcceptable(publicKey)
            ? new NoteKey(name, publicKey)
            : throw new ArgumentException("Not a name and a sound key.", nameof(name));
}
