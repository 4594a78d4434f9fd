using Pmo.Hosting.Storage;
using Pmo.Identity.Partners.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;

namespace Pmo.Identity.Partners;

/// <summary>All partners as operators see them, those of the clients file too. Thread-safe.</summary>
internal sealed class PartnerDirectory(Database database, PartnerTable partners, MachineTable machines)
{
    /// <summary>By organisation.</summary>
    public Task<PartnerList> ListAsync(CancellationToken cancellation) => ReadAsync(org: null, cancellation);

    /// <summary>One; null when there is none.</summary>
    public async Task<PartnerInfo?> FindAsync(string org, CancellationToken cancellation) => (await ReadAsync(org, cancellation)).Partners.SingleOrDefault();

    private Task<PartnerList> ReadAsync(string? org, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var decided = (await partners.ListAsync(org, connection)).ToDictionary(p => p.Org, StringComparer.Ordinal);
            var clients = (await machines.ListAsync(org, connection)).ToLookup(m => m.Org, StringComparer.Ordinal);
            var all = decided.Keys.Union(clients.Select(g => g.Key)).Order(StringComparer.Ordinal);
            return new PartnerList([.. all.Select(o => Describe(o, decided.GetValueOrDefault(o), [.. clients[o]]))]);
        },
        cancellation);

    private static PartnerInfo Describe(string org, Partner? partner, List<Machine> clients)
    {
        var waits = partner?.State == Partner.Waiting;
        return new PartnerInfo(
            org,
            partner?.State ?? (clients.Any(c => c.State == Partner.Active) ? Partner.Active : Partner.Suspended),
            [.. clients.Select(Describe)],
            partner is { Roles.Length: > 0 } ? partner.Roles.Split(' ') : null,
            partner?.Title,
            waits ? partner!.ClientId : null,
            waits ? KeyFingerprint.OfThumbprint(partner!.Thumbprint!).ToString() : null,
            partner?.InvitedBy,
            At(partner?.InvitedAt),
            partner?.State == Partner.Invited ? At(partner.CodeExpiresAt) : null,
            At(partner?.EnrolledAt),
            partner?.ApprovedBy,
            At(partner?.ApprovedAt),
            partner?.SuspendedBy,
            At(partner?.SuspendedAt),
            partner?.Reason);
    }

    private static PartnerMachine Describe(Machine client) => new(
        client.ClientId,
        client.IsRetired != 0 ? Partner.Revoked : client.State,
        client.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        KeyFingerprint.OfThumbprint(client.Thumbprint).ToString(),
        At(client.ReplacedAt));

    private static DateTimeOffset? At(long? milliseconds) => milliseconds is { } at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
}
