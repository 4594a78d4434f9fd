using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.Identity.Handles;

/// <summary>A credential that means nothing by itself: 256 random bits as 43 characters of base64url. Stored as its hash only; never prints itself.</summary>
internal readonly record struct Handle
{
    private const int Bytes = 32;

    private Handle(string text) => Text = text;

    /// <summary>As it is given out.</summary>
    public string Text { get; }

    /// <summary>
    /// SHA-256, by which it is stored and looked up: who reads the database cannot use it, and the time of a look-up tells nothing of its text. No salt
    /// and no stretching, for 256 random bits are not guessed.
    /// </summary>
    public byte[] Hash => SHA256.HashData(Encoding.ASCII.GetBytes(Text));

    public static Handle New() => new(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));

    /// <summary>False when the text cannot be one.</summary>
    public static bool TryParse(string? text, out Handle handle)
    {
        var isHandle = IsForm(text);
        handle = isHandle ? new Handle(text!) : default;
        return isHandle;
    }

    /// <summary>Whether a text is 43 characters of base64url, as SHA-256 values are too.</summary>
    public static bool IsForm(string? text) =>
        text is { Length: 43 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');

    /// <inheritdoc/>
    public override string ToString() => nameof(Handle);
}
