using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Gateway.Sessions;

/// <summary>The form of session ids: 22 characters of base64url.</summary>
internal static class SessionId
{
    private const int Length = 22;

    public static string New() => Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(16));

    public static bool IsWellFormed(string? text) =>
        text is { Length: Length } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
}
