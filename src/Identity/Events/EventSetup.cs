using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Identity.Events.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Identity.Events;

internal static class EventSetup
{
    /// <summary>What the Gateway's own decision says when it fetches events.</summary>
    public const string Operation = "account-events";

    /// <summary>Registers the record of what happens to accounts.</summary>
    public static void AddAccountEvents(this IServiceCollection services) => services.AddSingleton<AccountEventTable>();

    /// <summary>Where the Gateway fetches it. No call of the API leads here.</summary>
    public static void MapAccountEvents(this RouteGroupBuilder v1) => v1.MapGet("/account-events", ReadAsync).ExcludeFromDescription();

    private static async Task<IResult> ReadAsync(
        AcceptedRequest accepted, long after, AccountEventTable events, AnswerSeal seal, HttpContext context)
    {
        if (accepted.Decision.Operation != Operation || after < 0)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        var body = JsonSerializer.SerializeToUtf8Bytes(await events.ReadAsync(after, context.RequestAborted), ApiJson.Options);
        context.Response.Headers[PmoHeaders.Seal] = seal.Make(accepted.Decision.Jti, body);
        return Results.Bytes(body, "application/json");
    }
}
