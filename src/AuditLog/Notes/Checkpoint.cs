using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Pmo.AuditLog.Tree;

namespace Pmo.AuditLog.Notes;

/// <summary>What a log says of itself at a moment (C2SP <c>tlog-checkpoint</c>): its origin, how many leaves, which root. Immutable.</summary>
/// <param name="Origin">The log's name.</param>
/// <param name="Size">Leaves.</param>
/// <param name="Root">32 bytes.</param>
public sealed record Checkpoint(string Origin, long Size, ReadOnlyMemory<byte> Root)
{
    /// <summary>Reads a checkpoint that <paramref name="key"/> signed, and whose origin is the key's name.</summary>
    /// <param name="note">The signed note.</param>
    /// <param name="key">The log's key.</param>
    /// <param name="checkpoint">What it says.</param>
    /// <param name="why">What is wrong with it, in English.</param>
    public static bool TryOpen(string note, NoteKey key, [NotNullWhen(true)] out Checkpoint? checkpoint, out string why)
    {
        ArgumentNullException.ThrowIfNull(note);
        ArgumentNullException.ThrowIfNull(key);
        checkpoint = null;
        if (SignedNote.Open(note, key, out why) is not { } text)
        {
            return false;
        }

        // Extension lines may follow the root.
        var lines = text[..^1].Split('\n');
        var root = new byte[TreeHash.Size];
        if (lines.Length < 3 || lines[0] != key.Name
            || !long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || lines[1] != size.ToString(CultureInfo.InvariantCulture)
            || !Convert.TryFromBase64String(lines[2], root, out var length) || length != root.Length)
        {
            why = "not a checkpoint of this log";
            return false;
        }

        checkpoint = new Checkpoint(lines[0], size, root);
        return true;
    }

    /// <summary>Whether both say the same.</summary>
    public bool Equals(Checkpoint? other) => other is not null && Origin == other.Origin && Size == other.Size && Root.Span.SequenceEqual(other.Root.Span);

    /// <inheritdoc/>
    public override int GetHashCode() => Size.GetHashCode();

    internal string Sign(NoteSigner signer) =>
        SignedNote.Sign(string.Create(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Convert.ToBase64String(Root.Span)}\n"), signer);
}
