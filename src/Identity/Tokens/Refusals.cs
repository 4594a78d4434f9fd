using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.Tokens;

/// <summary>What every refusal of a client leaves behind: a line in the log, an event for the audit log, no credential in either. Thread-safe.</summary>
internal sealed partial class Refusals(AccountEventTable events, ILogger<Refusals> logger)
{
    /// <param name="context">The request.</param>
    /// <param name="action">Of <see cref="AccountAction"/>.</param>
    /// <param name="error">Why.</param>
    /// <param name="known">Who asked, if it is somebody.</param>
    /// <param name="person">For whom, if it is known.</param>
    /// <returns><paramref name="error"/>, to be answered.</returns>
    public async Task<TokenError> RefuseAsync(HttpContext context, string action, TokenError error, Client? known, string? person = null)
    {
        if (error.IsRecorded)
        {
            return error;
        }

        LogRefused(action, error.Reason, known?.ClientId ?? "unknown");
        await events.AddAsync(
            new AccountEvent
            {
                Action = action,
                IsAllowed = false,
                Org = known?.Org,
                Client = known?.ClientId,
                Person = person,
                Reason = error.Reason,
                Address = context.Connection.RemoteIpAddress?.ToString(),
            },
            CancellationToken.None);
        return error;
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Action}: {Reason}, client {Client}")]
    private partial void LogRefused(string action, string reason, string client);
}
