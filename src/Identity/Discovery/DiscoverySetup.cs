using Pmo.Identity.Clients;
using Pmo.Identity.IdTokens;
using Pmo.Identity.Introspection;
using Pmo.Identity.Pushed;
using Pmo.Identity.Revoking;

namespace Pmo.Identity.Discovery;

/// <summary>Where everything is and what is spoken: one document, under the names of OpenID Connect Discovery and of RFC 8414.</summary>
internal static class DiscoverySetup
{
    private static readonly string[] Grants = [ClientGrants.ClientCredentials, ClientGrants.AuthorizationCode, ClientGrants.RefreshToken];
    private static readonly string[] Authentication = ["private_key_jwt"];
    private static readonly string[] Algorithms = ["ES256", "PS256"];
    private static readonly string[] OwnClaims = ["iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "amr", "sid"];

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
            ["token_endpoint_auth_methods_supported"] = Authentication,
            ["token_endpoint_auth_signing_alg_values_supported"] = Algorithms,
            ["introspection_endpoint"] = options.Issuer + IntrospectionSetup.Path,
            ["introspection_endpoint_auth_methods_supported"] = Authentication,
            ["introspection_endpoint_auth_signing_alg_values_supported"] = Algorithms,
            ["revocation_endpoint"] = options.Issuer + RevocationSetup.Path,
            ["revocation_endpoint_auth_methods_supported"] = Authentication,
            ["revocation_endpoint_auth_signing_alg_values_supported"] = Algorithms,
            ["dpop_signing_alg_values_supported"] = Algorithms,

            // For people: OpenID Connect Discovery 1.0, 3; RFC 9126, 5; RFC 7636, 6.2; RFC 9207, 3; RP-Initiated Logout 1.0, 2.1.
            ["pushed_authorization_request_endpoint"] = options.PushedEndpoint.AbsoluteUri,
            ["require_pushed_authorization_requests"] = true,
            ["authorization_endpoint"] = options.Issuer + "/connect/authorize",
            ["authorization_response_iss_parameter_supported"] = true,
            ["response_types_supported"] = (string[])["code"],
            ["response_modes_supported"] = (string[])["query"],
            ["code_challenge_methods_supported"] = (string[])["S256"],
            ["scopes_supported"] = (string[])[ScopeText.OpenId, ScopeText.Pmo],
            ["prompt_values_supported"] = (string[])["none", "login"],
            ["ui_locales_supported"] = (string[])["id", "en"],
            ["request_parameter_supported"] = false,
            ["request_uri_parameter_supported"] = false, // but for those that were pushed
            ["userinfo_endpoint"] = options.UserInfoEndpoint.AbsoluteUri,
            ["end_session_endpoint"] = options.Issuer + "/connect/logout",
            ["subject_types_supported"] = (string[])["public"],
            ["id_token_signing_alg_values_supported"] = (string[])["ES256"],
            ["claims_supported"] = (string[])[.. OwnClaims, .. PersonClaims.Names],
        });
    }
}
