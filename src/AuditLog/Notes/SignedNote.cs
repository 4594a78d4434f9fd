using System.Text;

namespace Pmo.AuditLog.Notes;

/// <summary>C2SP <c>signed-note</c>: a text, an empty line, and lines <c>— name base64(key hash ‖ signature)</c>.</summary>
internal static class SignedNote
{
    private const int MaxLength = 16 * 1024;
    private const int MaxSignatures = 100;
    private const string Mark = "\u2014 ";

    // A note with bytes that are no UTF-8 is not one with question marks in it.
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <param name="text">Lines, the last one ended.</param>
    /// <param name="signer">Whose name and key.</param>
    public static string Sign(string text, NoteSigner signer)
    {
        var signature = signer.Sign(Utf8.GetBytes(text));
        return $"{text}\n{Mark}{signer.Key.Name} {Convert.ToBase64String([.. signer.Key.Hash, .. signature])}\n";
    }

    /// <summary>The text of a note that <paramref name="key"/> signed; else null, and why. Signatures of others are skipped.</summary>
    public static string? Open(string note, NoteKey key, out string why)
    {
        var end = note.LastIndexOf("\n\n", StringComparison.Ordinal);
        if (note.Length > MaxLength || end < 0 || end + 2 >= note.Length || !note.EndsWith('\n') || note.Any(c => c < ' ' && c != '\n'))
        {
            why = "not a signed note";
            return null;
        }

        var text = note[..(end + 1)];
        var lines = note[(end + 2)..^1].Split('\n');
        if (lines.Length > MaxSignatures || !lines.All(l => l.StartsWith(Mark, StringComparison.Ordinal)))
        {
            why = "not a signed note";
            return null;
        }

        var isNamed = false;
        foreach (var line in lines)
        {
            var parts = line[Mark.Length..].Split(' ');
            var blob = new byte[key.Hash.Length + Ed25519Signature.Size];
            if (parts.Length != 2 || parts[0] != key.Name || !Convert.TryFromBase64String(parts[1], blob, out var length) || length != blob.Length
                || !blob.AsSpan(0, key.Hash.Length).SequenceEqual(key.Hash))
            {
                continue;
            }

            isNamed = true;
            if (Ed25519Signature.Verify(key.PublicKey, Utf8.GetBytes(text), blob[key.Hash.Length..]))
            {
                why = "";
                return text;
            }
        }

        why = isNamed ? "the signature is wrong" : "not signed by this key";
        return null;
    }
}
