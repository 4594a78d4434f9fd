using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.Model;

namespace Pmo.Gateway.Forwarding;

/// <summary>
/// A replica on the way to which one request has failed gets no more for a while, so that those that follow a crash do not all run into it. YARP's own policy
/// asks for ten requests in a minute before it judges: here are fewer. When no replica is left, all are asked again. Thread-safe.
/// </summary>
internal sealed class FailedOnce(IDestinationHealthUpdater health, ForwardingOptions options) : IPassiveHealthCheckPolicy
{
    /// <inheritdoc/>
    public string Name => nameof(FailedOnce);

    /// <inheritdoc/>
    public void RequestProxied(HttpContext context, ClusterState cluster, DestinationState destination)
    {
        // What the caller broke off says nothing about the replica; nor does a status that it answered.
        if (context.GetForwarderErrorFeature()?.Error is ForwarderError.Request or ForwarderError.RequestTimedOut
            or ForwarderError.RequestBodyDestination or ForwarderError.ResponseBodyDestination)
        {
            health.SetPassive(cluster, destination, DestinationHealth.Unhealthy, options.Rest);
        }
    }
}
