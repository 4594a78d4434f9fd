using Pmo.Identity.Accounts;

namespace Pmo.Identity.Sessions;

/// <summary>A browser's sign-in, with both factors given.</summary>
/// <param name="Id">22 characters of base64url, random; the token's <c>sid</c>.</param>
/// <param name="PersonId">Who signed in.</param>
/// <param name="SignedInAt">When (<c>auth_time</c>), to the millisecond.</param>
/// <param name="Ends">When it ends, whatever is done until then.</param>
/// <param name="Methods"><c>amr</c> (RFC 8176): <c>pwd otp mfa</c>, or <c>pwd mfa</c> by a recovery code.</param>
internal sealed record Session(string Id, string PersonId, DateTimeOffset SignedInAt, DateTimeOffset Ends, IReadOnlyList<string> Methods)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Session);
}

/// <summary>Who is signed in, and by which session.</summary>
internal sealed record SignedIn(Person Person, Session Session);
