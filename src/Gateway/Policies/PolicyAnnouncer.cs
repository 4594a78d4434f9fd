using Pmo.Gateway.Audit;

namespace Pmo.Gateway.Policies;

/// <summary>Writes the digest of the policy set into the log before the first request is decided by it.</summary>
internal sealed class PolicyAnnouncer(PolicyHolder policies, AuditTrail trail) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken) => trail.PolicyLoadedAsync(policies.Current.Digest);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
