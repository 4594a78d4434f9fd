using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Pmo.Identity.Tests;

/// <summary>What a resource server does with a token, by the standard library.</summary>
internal static class Verification
{
    public static async Task<bool> IsValidAsync(string token, IEnumerable<SecurityKey> keys) => (await new JsonWebTokenHandler().ValidateTokenAsync(
        token,
        new TokenValidationParameters
        {
            ValidTypes = ["at+jwt"],
            ValidAlgorithms = ["ES256"],
            ValidIssuer = IdentityHost.Issuer,
            ValidAudience = "urn:pmo:api",
            IssuerSigningKeys = keys,
            TryAllIssuerSigningKeys = false,
            ValidateLifetime = false, // the test's clock stands still
        })).IsValid;
}
