using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Identity.SigningIn;

/// <summary>Holds a <see cref="SignInTicket"/> in the browser, encrypted and authenticated by the key ring. Thread-safe.</summary>
internal sealed class TicketCookie(IDataProtectionProvider protection, CredentialTable credentials, IdentityOptions options, TimeProvider time)
{
    // Browsers keep 4096 bytes a cookie.
    private const int MaxLength = 4000;

    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Identity.SignInTicket.v1");

    /// <summary><c>__Host-pmo-signin</c>, or <c>pmo-signin</c> on http.</summary>
    public string Name => options.IsHttps ? "__Host-pmo-signin" : "pmo-signin";

    /// <summary>The sign-in that the browser has half done, with the credentials as they are now; null when there is none.</summary>
    public async Task<(SignInTicket Ticket, Credential Credential)?> FindAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (Read(request) is not { } ticket || await credentials.FindAsync(ticket.PersonId, cancellation) is not { } credential)
        {
            return null;
        }

        return credential.Stamp == ticket.Stamp && credential.Person.IsActive ? (ticket, credential) : null;
    }

    public void Set(HttpResponse response, SignInTicket ticket)
    {
        var content = new Content(ticket.PersonId, ticket.Stamp, ticket.ReturnUrl, (time.GetUtcNow() + SignInTicket.Life).ToUnixTimeSeconds());
        response.Cookies.Append(Name, _protector.Protect(JsonSerializer.Serialize(content, ApiJson.Options)), Attributes());
    }

    public void Clear(HttpResponse response) => response.Cookies.Delete(Name, Attributes());

    private SignInTicket? Read(HttpRequest request)
    {
        if (request.Cookies[Name] is not { Length: > 0 and <= MaxLength } value)
        {
            return null;
        }

        try
        {
            var content = JsonSerializer.Deserialize<Content>(_protector.Unprotect(value), ApiJson.Options)!;
            return content.Until > time.GetUtcNow().ToUnixTimeSeconds() ? new SignInTicket(content.PersonId, content.Stamp, content.ReturnUrl) : null;
        }
        catch (CryptographicException)
        {
            return null; // tampered with, or of a key that is gone
        }
    }

    private CookieOptions Attributes() => new() { HttpOnly = true, SameSite = SameSiteMode.Lax, Secure = options.IsHttps, Path = "/" };

    private sealed record Content(string PersonId, string Stamp, string ReturnUrl, long Until);
}
