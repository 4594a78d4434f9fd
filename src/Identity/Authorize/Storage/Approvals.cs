using Pmo.Hosting.Storage;
using Pmo.Identity.Codes;
using Pmo.Identity.Codes.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Handles;

namespace Pmo.Identity.Authorize.Storage;

/// <summary>Gives codes. Thread-safe.</summary>
internal sealed class Approvals(Database database, PendingAuthorizationStore pending, CodeStore codes, AccountEventTable events)
{
    /// <summary>Keeps a code and its event, and takes the waiting request out: all or nothing.</summary>
    /// <returns>False when another was first with the waiting request.</returns>
    public Task<bool> ApproveAsync(Handle? waiting, Handle code, AuthorizationCode content, AccountEvent happened, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                if (waiting is { } id && !await pending.TakeAsync(id, transaction))
                {
                    return false;
                }

                await codes.AddAsync(code, content, transaction);
                await events.AddAsync(happened, transaction);
                return true;
            },
            cancellation);
}
