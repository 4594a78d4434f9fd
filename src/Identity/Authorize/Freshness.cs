using Pmo.Identity.Pushed;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.Authorize;

/// <summary>Whether a sign-in is enough for a request (OpenID Connect Core 1.0, 3.1.2.3).</summary>
internal static class Freshness
{
    /// <summary>On arrival: nobody has been asked for anything yet.</summary>
    public static bool IsEnough(SignedIn? signedIn, AuthorizationRequest request, DateTimeOffset now) =>
        signedIn is not null && !request.IsFresh && IsYoung(signedIn, request, now);

    /// <summary>
    /// After the sign-in page: only by a sign-in that was made since, in a session of its own. A session from before, which someone else may have put into
    /// this browser, finishes nothing.
    /// </summary>
    public static bool IsEnough(SignedIn? signedIn, PendingAuthorization pending, DateTimeOffset now) =>
        signedIn is not null
        && signedIn.Session.Id != pending.SessionBefore
        && signedIn.Session.SignedInAt.ToUnixTimeMilliseconds() >= pending.ArrivedAt.ToUnixTimeMilliseconds()
        && (IsYoung(signedIn, pending.Request, now) || pending.Request.MaxAge == 0);

    // max_age=0 is another way to ask for prompt=login: on arrival no sign-in is that young.
    private static bool IsYoung(SignedIn signedIn, AuthorizationRequest request, DateTimeOffset now) =>
        request.MaxAge is not { } seconds || (seconds > 0 && now - signedIn.Session.SignedInAt <= TimeSpan.FromSeconds(seconds));
}
