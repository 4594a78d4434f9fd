namespace Pmo.Identity.Refresh;

/// <summary>What a refresh token stands for (RFC 6749, 1.5). Never prints itself.</summary>
/// <param name="ClientId">Whose it is.</param>
/// <param name="Thumbprint">Of the DPoP key that must come with it.</param>
/// <param name="Scope">What may be asked for at most.</param>
/// <param name="PersonId">For whom.</param>
/// <param name="SessionId">With which it ends.</param>
/// <param name="Ends">When it ends in any case.</param>
internal sealed record RefreshToken(string ClientId, string Thumbprint, string Scope, string PersonId, string SessionId, DateTimeOffset Ends)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(RefreshToken);
}
