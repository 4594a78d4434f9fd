namespace Pmo.Gateway.Tests.Forwarding;

/// <summary>A Gateway that asks nobody how they are, and forgives no failure while a test runs.</summary>
public sealed class ReplicaStack : Stack
{
    /// <inheritdoc/>
    protected override IEnumerable<string> MoreForGateway => ["--Forwarding:ProbeSeconds=300", "--Forwarding:RestSeconds=300"];
}
