using Pmo.Hosting.Keys;
using Pmo.Identity.SigningKeys;
using Pmo.Protocol.Api;

namespace Pmo.Identity.KeyStatus;

/// <summary><c>GET /v1/keys/status</c>, behind the Gateway's decision.</summary>
internal static class KeyStatusEndpoint
{
    /// <summary>Maps it under <c>/v1</c>; who may ask is the Gateway's decision.</summary>
    public static void MapKeyStatus(this IEndpointRouteBuilder v1) => v1.MapGet("/keys/status", Get)
        .WithName("GetKeyStatus")
        .WithSummary("Which keys sign tokens, and what protects the key ring.")
        .Produces<Protocol.Api.KeyStatus>();

    private static IResult Get(SigningKeyRing ring, KeyRingProtection protection, TimeProvider time)
    {
        var now = time.GetUtcNow();
        return Results.Ok(new Protocol.Api.KeyStatus(
            now,
            [.. ring.All.Select(k => new SigningKeyStatus(
                k.Key.Kid, k.Times.StateAt(now).ToString().ToLowerInvariant(), k.Times.SignsFrom, k.Times.SignsUntil, k.Times.GoneAt))],
            new KeyRingStatus(protection.IsEncrypted ? "certificate" : "development", protection.Thumbprint, protection.Ends)));
    }
}
