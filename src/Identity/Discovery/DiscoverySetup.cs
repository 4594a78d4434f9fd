using Pmo.Identity.Introspection;
using Pmo.Identity.Revoking;

namespace Pmo.Identity.Discovery;

/// <summary>Where everything is and what is spoken: one document, under the names of OpenID Connect Discovery and of RFC 8414.</summary>
internal static class DiscoverySetup
{
    private static readonly string[] Grants = ["client_credentials"];
    private static readonly string[] Scopes = [Tokens.TokenRequest.OnlyScope];
    private static readonly string[] Authentication = ["private_key_jwt"];
    private static readonly string[] Algorithms = ["ES256", "PS256"];

    public static void MapDiscovery(this WebApplication app)
    {
        app.MapGet("/.well-known/openid-configuration", Get);
        app.MapGet("/.well-known/oauth-authorization-server", Get);
    }

    private static IResult Get(IdentityOptions options, HttpContext context)
    {
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["issuer"] = options.Issuer,
            ["token_endpoint"] = options.TokenEndpoint.AbsoluteUri,
            ["jwks_uri"] = options.Issuer + "/.well-known/jwks.json",
            ["grant_types_supported"] = Grants,
            ["response_types_supported"] = Array.Empty<string>(), // required by RFC 8414; there is no authorization endpoint yet
            ["scopes_supported"] = Scopes,
            ["token_endpoint_auth_methods_supported"] = Authentication,
            ["token_endpoint_auth_signing_alg_values_supported"] = Algorithms,
            ["introspection_endpoint"] = options.Issuer + IntrospectionSetup.Path,
            ["introspection_endpoint_auth_methods_supported"] = Authentication,
            ["introspection_endpoint_auth_signing_alg_values_supported"] = Algorithms,
            ["revocation_endpoint"] = options.Issuer + RevocationSetup.Path,
            ["revocation_endpoint_auth_methods_supported"] = Authentication,
            ["revocation_endpoint_auth_signing_alg_values_supported"] = Algorithms,
            ["dpop_signing_alg_values_supported"] = Algorithms,
        });
    }
}
