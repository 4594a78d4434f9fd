using System.Text.Json;

namespace Pmo.Identity.Introspection;

/// <summary>An access token of this issuer whose signature holds. Does not print itself.</summary>
/// <param name="Id">Its <c>jti</c>.</param>
/// <param name="ClientId">To whom it was given.</param>
/// <param name="Ends">When it ends, or ended.</param>
/// <param name="Claims">All of it.</param>
internal sealed record IssuedToken(string Id, string ClientId, DateTimeOffset Ends, JsonElement Claims)
{
    public override string ToString() => nameof(IssuedToken);
}
