using Pmo.Identity.Pushed;

namespace Pmo.Identity.Authorize;

/// <summary>A request that a browser has brought and that waits until its person has signed in there.</summary>
/// <param name="ClientId">Whose request.</param>
/// <param name="Request">What is asked.</param>
/// <param name="SessionBefore">The session that the browser had on arrival and that was not enough; null: none.</param>
/// <param name="ArrivedAt">When; who signed in before does not finish it.</param>
internal sealed record PendingAuthorization(string ClientId, AuthorizationRequest Request, string? SessionBefore, DateTimeOffset ArrivedAt);
