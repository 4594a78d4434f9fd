using Microsoft.AspNetCore.WebUtilities;
using Pmo.Identity.Pages;
using Pmo.Identity.Pushed;

namespace Pmo.Identity.Authorize;

/// <summary>
/// Answers that go to the client by its registered address (RFC 6749, 4.1.2), each with <c>iss</c> (RFC 9207), so that clients of several servers cannot
/// mix them up.
/// </summary>
internal static class AuthorizationAnswer
{
    public static SeeOther Code(AuthorizationRequest request, string code, string issuer) => Send(request, issuer, ("code", code));

    /// <param name="request">Whose state goes back.</param>
    /// <param name="error">OpenID Connect Core 1.0, 3.1.2.6.</param>
    /// <param name="description">ASCII English.</param>
    /// <param name="issuer">Who answers.</param>
    public static SeeOther Error(AuthorizationRequest request, string error, string description, string issuer) =>
        Send(request, issuer, ("error", error), ("error_description", description));

    private static SeeOther Send(AuthorizationRequest request, string issuer, params (string Name, string? Value)[] parameters) => new(
        QueryHelpers.AddQueryString(
            request.RedirectUri,
            parameters.Append(("state", request.State)).Append(("iss", issuer)).Where(p => p.Item2 is not null)
                .Select(p => KeyValuePair.Create(p.Item1, p.Item2))));
}
