using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Pmo.Hosting.Jose;

/// <summary>
/// A compact JWS taken apart (RFC 7515, 7.1), not verified: three base64url parts, header and payload JSON objects without repeated members. Stricter
/// than a general JWT reader, because two readers of one repeated member may see different values (RFC 8725, 2.4). Immutable, thread-safe.
/// </summary>
public sealed class CompactJws
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    private CompactJws(JsonElement header, JsonElement payload, byte[] signed, byte[] signature)
    {
        Header = header;
        Payload = payload;
        Signed = signed;
        Signature = signature;
    }

    /// <summary>The JOSE header.</summary>
    public JsonElement Header { get; }

    /// <summary>The claims; not to be believed before the signature is verified.</summary>
    public JsonElement Payload { get; }

    /// <summary><c>typ</c>, or null.</summary>
    public string? Type => Header.Text("typ");

    /// <summary><c>alg</c>, or null.</summary>
    public string? Algorithm => Header.Text("alg");

    /// <summary>Header and payload as they were signed: ASCII bytes.</summary>
    internal byte[] Signed { get; }

    internal byte[] Signature { get; }

    /// <summary>Takes a JWS apart; null when it is not one, or has a <c>crit</c> header, of which none is understood (RFC 7515, 4.1.11).</summary>
    public static CompactJws? TryParse(string? text) =>
        ReadObject(HeaderOf(text)) is { } header && !header.TryGetProperty("crit", out _) ? TryParse(text, header) : null;

    /// <summary>The same, with a header that was read from the same text before.</summary>
    internal static CompactJws? TryParse(string? text, JsonElement header)
    {
        Span<Range> parts = stackalloc Range[4];
        if (text.AsSpan().Split(parts, '.') != 3 || ReadObject(text.AsSpan()[parts[1]]) is not { } payload
            || Decode(text.AsSpan()[parts[2]]) is not { } signature)
        {
            return null;
        }

        var signed = new byte[parts[1].End.Value];
        Encoding.ASCII.GetBytes(text.AsSpan(0, signed.Length), signed);
        return new CompactJws(header, payload, signed, signature);
    }

    /// <summary>What is before the first dot.</summary>
    internal static ReadOnlySpan<char> HeaderOf(string? text) => text.AsSpan()[..Math.Max(0, text.AsSpan().IndexOf('.'))];

    /// <summary>The type's name: it may hold a credential.</summary>
    public override string ToString() => nameof(CompactJws);

    internal static byte[]? Decode(ReadOnlySpan<char> text)
    {
        // The framework's decoder passes over white space and padding, which RFC 7515 does not allow.
        if (text.ContainsAnyExcept(Alphabet) || text.Length % 4 == 1)
        {
            return null;
        }

        var bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];

        // Not TryDecodeFromChars, which throws when the last character has bits that are not used.
        return Base64Url.DecodeFromChars(text, bytes, out _, out var length) == OperationStatus.Done ? bytes[..length] : null;
    }

    private static JsonElement? ReadObject(ReadOnlySpan<char> text)
    {
        if (Decode(text) is not { } utf8)
        {
            return null;
        }

        try
        {
            var element = JsonElement.Parse(utf8, Strict);
            return element.ValueKind == JsonValueKind.Object ? element : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
