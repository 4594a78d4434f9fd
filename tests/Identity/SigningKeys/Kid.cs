using System.Text.Json;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Pmo.Identity.Tests.SigningKeys;

/// <summary>Which key.</summary>
internal static class Kid
{
    /// <summary>That signed a token.</summary>
    public static string Of(string token) => new JsonWebToken(token).Kid;

    /// <summary>Those in the JWKS, in its order.</summary>
    public static async Task<IReadOnlyList<string>> KidsAsync(this IdentityHost host)
    {
        using var jwks = JsonDocument.Parse(await host.Http.GetStringAsync("/.well-known/jwks.json", TestContext.Current.CancellationToken));
        return [.. jwks.RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!)];
    }
}
