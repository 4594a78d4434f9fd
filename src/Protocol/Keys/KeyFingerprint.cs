using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Protocol.Keys;

/// <summary>What people read out and clients pin: <c>sha256:</c> and the base64url RFC 7638 thumbprint of a public key.</summary>
public readonly record struct KeyFingerprint
{
    private const string Prefix = "sha256:";
    private readonly string? _text;

    private KeyFingerprint(string text) => _text = text;

    /// <summary>The fingerprint of the public part of <paramref name="key"/>.</summary>
    public static KeyFingerprint Of(JsonWebKey key) => new(Prefix + Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()));

    /// <inheritdoc cref="Of(JsonWebKey)"/>
    public static KeyFingerprint Of(ECDsa key) => Of(JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey(key)));

    /// <summary>The fingerprint with an RFC 7638 thumbprint that was computed already: 43 base64url characters.</summary>
    /// <exception cref="FormatException">It is not one.</exception>
    public static KeyFingerprint OfThumbprint(string thumbprint) =>
        TryParse(Prefix + thumbprint, out var fingerprint) ? fingerprint : throw new FormatException("A thumbprint has 43 base64url characters.");

    /// <summary>For reading out: groups of four characters.</summary>
    public string ToGroups() => _text is null ? "" : Prefix + " " + string.Join(' ', _text[Prefix.Length..].Chunk(4).Select(g => new string(g)));

    /// <summary>Reads <c>sha256:…</c>: 43 base64url characters.</summary>
    public static bool TryParse(string? text, out KeyFingerprint fingerprint)
    {
        fingerprint = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal) || text.Length != Prefix.Length + 43
            || !text.AsSpan(Prefix.Length).ContainsOnlyBase64Url())
        {
            return false;
        }

        fingerprint = new KeyFingerprint(text);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => _text ?? "";
}

internal static class Base64UrlText
{
    public static bool ContainsOnlyBase64Url(this ReadOnlySpan<char> text)
    {
        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_'))
            {
                return false;
            }
        }

        return true;
    }
}
