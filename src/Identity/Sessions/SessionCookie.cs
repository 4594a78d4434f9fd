using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Pmo.Identity.Sessions;

/// <summary>
/// The cookie that holds a session's id, encrypted and authenticated by the key ring. Its name says <c>__Host-</c> on https, which keeps other hosts of
/// the domain from setting it (RFC 6265bis, 4.1.3.2). Thread-safe.
/// </summary>
internal sealed class SessionCookie(IDataProtectionProvider protection, IdentityOptions options)
{
    // Longer is none of ours; decrypting is not tried.
    private const int MaxLength = 512;

    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Identity.Session.v1");

    /// <summary><c>__Host-pmo</c>, or <c>pmo</c> on http.</summary>
    public string Name => options.IsHttps ? "__Host-pmo" : "pmo";

    /// <summary>The cookie's value for a session.</summary>
    public string Seal(string sessionId) => _protector.Protect(sessionId);

    /// <summary>The session id that a request's cookie holds, as this service wrote it.</summary>
    public bool TryRead(HttpRequest request, [NotNullWhen(true)] out string? sessionId)
    {
        sessionId = null;
        if (request.Cookies[Name] is not { Length: > 0 and <= MaxLength } value)
        {
            return false;
        }

        try
        {
            sessionId = _protector.Unprotect(value);
            return true;
        }
        catch (CryptographicException)
        {
            return false; // tampered with, or of a key that is gone
        }
    }

    /// <summary>Sets it for as long as the browser runs; the session's own end is the server's.</summary>
    public void Set(HttpResponse response, string sessionId) => response.Cookies.Append(Name, Seal(sessionId), Attributes());

    /// <summary>Takes it away.</summary>
    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Attributes());

    // Lax: the browser must send it when a client's page leads to /connect/authorize.
    private CookieOptions Attributes() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = options.IsHttps, Path = "/" };
}
