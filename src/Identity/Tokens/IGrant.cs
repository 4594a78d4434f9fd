using Pmo.Identity.Clients;

namespace Pmo.Identity.Tokens;

/// <summary>One way to get tokens. Thread-safe.</summary>
internal interface IGrant
{
    /// <summary>The <c>grant_type</c>, of <see cref="ClientGrants"/>.</summary>
    string Name { get; }

    /// <summary>Judges the parameters that are its own, before anybody is known: what is refused here costs nothing.</summary>
    TokenError? JudgeForm(TokenForm form);

    /// <summary>Gives the tokens, or refuses.</summary>
    Task<(Granted? Granted, TokenError? Error)> IssueAsync(GrantRequest request, CancellationToken cancellation);
}

/// <summary>A request for tokens by a client that is known, registered for the grant, and has proved its key.</summary>
/// <param name="Form">The parameters.</param>
/// <param name="Client">Who asks.</param>
/// <param name="Thumbprint">Of the key that tokens are to be bound to.</param>
/// <param name="Address">Where the request came from.</param>
internal sealed record GrantRequest(TokenForm Form, Client Client, string Thumbprint, string? Address);

/// <summary>What a grant gave. Never prints itself.</summary>
/// <param name="AccessToken">Bound to the request's key.</param>
/// <param name="Scope">Its scope.</param>
internal sealed record Granted(string AccessToken, string Scope)
{
    public string? IdToken { get; init; }

    public string? RefreshToken { get; init; }

    /// <inheritdoc/>
    public override string ToString() => nameof(Granted);
}
