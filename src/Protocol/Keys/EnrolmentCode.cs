using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Protocol.Keys;

/// <summary>
/// What lets an invited partner enrol one key: 160 random bits, as 32 letters and digits that are not mistaken for one another (Crockford's base 32).
/// A secret: it prints its type's name only.
/// </summary>
public readonly record struct EnrolmentCode
{
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private const int Length = 32;
    private const int Group = 4;
    private readonly string? _text;

    private EnrolmentCode(string text) => _text = text;

    /// <summary>SHA-256, base64url: what is stored, and what a proof names.</summary>
    public string Hash => Base64UrlEncoder.Encode(SHA256.HashData(Encoding.ASCII.GetBytes(_text ?? "")));

    /// <summary>A new one.</summary>
    public static EnrolmentCode New() => new(RandomNumberGenerator.GetString(Alphabet, Length));

    /// <summary>Reads a code as people write it: in either case, with spaces and dashes where they like, O for 0, I and L for 1.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EnrolmentCode code)
    {
        code = default;
        var canonical = string.Concat((text ?? "").Where(c => c is not ('-' or ' ' or '\t')).Take(Length + 1).Select(Canonical));
        if (canonical.Length != Length || !canonical.All(Alphabet.Contains))
        {
            return false;
        }

        code = new EnrolmentCode(canonical);
        return true;
    }

    /// <summary>The code itself, in groups of four, for the one who passes it on.</summary>
    public string Reveal() => string.Join('-', (_text ?? "").Chunk(Group).Select(g => new string(g)));

    /// <summary>The type's name.</summary>
    public override string ToString() => nameof(EnrolmentCode);

    private static char Canonical(char c) => char.ToUpperInvariant(c) switch
    {
        'O' => '0',
        'I' or 'L' => '1',
        var other => other,
    };
}
