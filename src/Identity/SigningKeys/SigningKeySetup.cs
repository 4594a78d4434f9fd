using System.Globalization;
using Pmo.Identity.SigningKeys.Storage;

namespace Pmo.Identity.SigningKeys;

internal static class SigningKeySetup
{
    private static readonly string CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={KeySchedule.JwksMaxAge.TotalSeconds}");

    /// <summary>Registers the keys, which are loaded before the service listens.</summary>
    /// <exception cref="Hosting.Startup.StartupException"><c>setting_invalid</c>.</exception>
    public static void AddSigningKeys(this WebApplicationBuilder builder) => builder.Services
        .AddSingleton(KeySchedule.Read(builder.Configuration))
        .AddSingleton<SigningKeyStore>()
        .AddSingleton<SigningKeyRing>()
        .AddSingleton<SigningKeyCare>()
        .AddSingleton<OwnTokens>()
        .AddHostedService(s => s.GetRequiredService<SigningKeyCare>());

    /// <summary>Every request finds the keys as they are now.</summary>
    public static void UseSigningKeys(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/health", StringComparison.OrdinalIgnoreCase))
        {
            await context.RequestServices.GetRequiredService<SigningKeyCare>().LookAsync(context.RequestAborted);
        }

        await next(context);
    });

    /// <summary><c>/.well-known/jwks.json</c> (RFC 7517, 5).</summary>
    public static void MapJwks(this WebApplication app) => app.MapGet("/.well-known/jwks.json", GetJwks);

    private static IResult GetJwks(SigningKeyRing ring, HttpContext context)
    {
        // Short: a rotated key is announced days before it signs, but a revoked one has to go.
        context.Response.Headers.CacheControl = CacheControl;
        return Results.Json(new
        {
            keys = ring.All.Select(k => k.Key).Select(k => new { kty = k.Jwk.Kty, crv = k.Jwk.Crv, x = k.Jwk.X, y = k.Jwk.Y, kid = k.Kid, use = "sig", alg = "ES256" }),
        });
    }
}
