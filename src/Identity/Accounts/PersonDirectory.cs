using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Accounts;

/// <summary>All people as operators see them. Thread-safe.</summary>
internal sealed class PersonDirectory(Database database, PersonListing listing)
{
    /// <summary>All, or those of an organisation.</summary>
    public async Task<PersonList> ListAsync(string? org, CancellationToken cancellation) =>
        new(await database.ReadAsync(connection => listing.ReadAsync(org, userName: null, connection), cancellation));

    /// <summary>One; null when there is none.</summary>
    public async Task<PersonInfo?> FindAsync(string userName, CancellationToken cancellation) =>
        (await database.ReadAsync(connection => listing.ReadAsync(org: null, userName, connection), cancellation)).SingleOrDefault();
}
