using Pmo.Identity.Introspection;
using Pmo.Identity.Revoking.Storage;

namespace Pmo.Identity.Revoking;

/// <summary>The revocation endpoint (RFC 7009, 2). Refresh tokens join as another <see cref="IRevocable"/>.</summary>
internal static class RevocationSetup
{
    public const string Path = "/connect/revoke";

    public static void AddRevocation(this IServiceCollection services) => services
        .AddSingleton<RevokedTokenTable>()
        .AddSingleton<AccessTokenRevocation>()
        .AddSingleton<IRevocable>(s => s.GetRequiredService<AccessTokenRevocation>())
        .AddSingleton<ITokenState>(s => s.GetRequiredService<AccessTokenRevocation>())
        .AddSingleton<RevocationEndpoint>();

    public static void MapRevocation(this WebApplication app) =>
        app.MapPost(Path, (HttpContext context, RevocationEndpoint endpoint) => endpoint.RevokeAsync(context));
}
