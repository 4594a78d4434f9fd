using Pmo.Hosting.Decisions;
using Pmo.Matching.Destructions.Storage;

namespace Pmo.Matching.Destructions;

internal static class DestructionEndpoints
{
    /// <summary>What the Gateway's own decision says when it fetches them.</summary>
    public const string Operation = "destructions";

    /// <summary>Where the Gateway fetches what was destroyed.</summary>
    public static void MapDestructions(this IEndpointRouteBuilder app) => app.MapSealedFeed(
        "/v1/destructions", Operation, (services, after, cancellation) => services.GetRequiredService<DestructionTable>().ReadAsync(after, cancellation));
}
