using Pmo.Identity.Handles;
using Pmo.Identity.Pushed;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Authorize;

/// <summary>
/// What a browser brings: a client's pushed request, or one that waited for the sign-in. All other parameters are passed over, for they are not the
/// client's (RFC 9126, 4; RFC 9101, 6.3).
/// </summary>
/// <param name="ClientId">Whose request; null when <paramref name="Pending"/> is given.</param>
/// <param name="Reference">Of the pushed request.</param>
/// <param name="Pending">Of the waiting request.</param>
internal sealed record AuthorizeQuery(string? ClientId, Handle Reference, Handle? Pending)
{
    /// <summary>The parameter that comes back from the sign-in page.</summary>
    public const string PendingName = "pending";

    /// <summary>Null when it is neither, both, or says a thing twice.</summary>
    public static AuthorizeQuery? Read(HttpRequest request)
    {
        if (TokenForm.Parse(request.QueryString.Value) is not { } values)
        {
            return null;
        }

        var clientId = values["client_id"];
        var uri = values["request_uri"];
        if (values[PendingName] is { } text)
        {
            return clientId is null && uri is null && Handle.TryParse(text, out var pending) ? new AuthorizeQuery(null, default, pending) : null;
        }

        return clientId is not null && uri is not null && uri.StartsWith(PushedEndpoint.UrnPrefix, StringComparison.Ordinal)
            && Handle.TryParse(uri[PushedEndpoint.UrnPrefix.Length..], out var reference)
            ? new AuthorizeQuery(clientId, reference, null)
            : null;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(AuthorizeQuery);
}
