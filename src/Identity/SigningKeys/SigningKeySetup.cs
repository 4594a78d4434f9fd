using Pmo.Identity.SigningKeys.Storage;

namespace Pmo.Identity.SigningKeys;

internal static class SigningKeySetup
{
    /// <summary>Registers the keys, which are loaded before the service listens.</summary>
    public static void AddSigningKeys(this IServiceCollection services) =>
        services.AddSingleton<SigningKeyStore>().AddSingleton<SigningKeyRing>().AddSingleton<OwnTokens>().AddHostedService<Loader>();

    /// <summary><c>/.well-known/jwks.json</c> (RFC 7517, 5).</summary>
    public static void MapJwks(this WebApplication app) => app.MapGet("/.well-known/jwks.json", GetJwks);

    private static IResult GetJwks(SigningKeyRing ring, HttpContext context)
    {
        // Short: a rotated key is announced days before it signs, but a lost one is replaced at once.
        context.Response.Headers.CacheControl = "public, max-age=300";
        return Results.Json(new { keys = ring.All.Select(k => new { kty = k.Jwk.Kty, crv = k.Jwk.Crv, x = k.Jwk.X, y = k.Jwk.Y, kid = k.Kid, use = "sig", alg = "ES256" }) });
    }

    private sealed class Loader(SigningKeyRing ring) : IHostedLifecycleService
    {
        public Task StartingAsync(CancellationToken cancellationToken) => ring.LoadAsync(cancellationToken);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
