using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Pmo.Gateway.Api;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;
using Yarp.ReverseProxy.Health;
using Yarp.ReverseProxy.LoadBalancing;

namespace Pmo.Gateway.Forwarding;

/// <summary>YARP's configuration, from the API's table and the destinations; a changed destination takes effect without a restart.</summary>
internal sealed class ServiceRoutes : IProxyConfigProvider, IDisposable
{
    // A commit looks up a whole list before it answers its first byte.
    private static readonly TimeSpan ActivityTimeout = TimeSpan.FromMinutes(5);
    private static readonly string[] IdentityPaths = ["/connect/{**rest}", "/.well-known/{**rest}", "/account/{**rest}"];
    private readonly IDisposable? _watch;
    private volatile Snapshot _current;

    public ServiceRoutes(IOptionsMonitor<DestinationOptions> destinations, ForwardingOptions forwarding)
    {
        _current = new Snapshot(destinations.CurrentValue, forwarding);
        _watch = destinations.OnChange(options =>
        {
            var before = _current;
            _current = new Snapshot(options, forwarding);
            before.Supersede();
        });
    }

    public IProxyConfig GetConfig() => _current;

    public void Dispose()
    {
        _watch?.Dispose();
        _current.Dispose();
    }

    private static IEnumerable<RouteConfig> Routes() =>
        ApiCalls.All.Where(call => call.Service is not null).Select(call => new RouteConfig
        {
            RouteId = call.Name,
            ClusterId = call.Service,
            Match = new RouteMatch
            {
                Path = call.Path,
                Methods = [call.Method],
                QueryParameters = call.Query is { } name ? [new RouteQueryParameter { Name = name, Mode = QueryParameterMatchMode.Exists }] : null,
            },
            Metadata = new Dictionary<string, string>(StringComparer.Ordinal) { [ApiCalls.MetadataKey] = call.Name },
        }).Concat(IdentityPaths.Select(path => new RouteConfig
        {
            RouteId = "identity:" + path,
            ClusterId = "identity",
            Match = new RouteMatch { Path = path },
        }));

    private static ClusterConfig Cluster(string name, IEnumerable<string> addresses, ForwardingOptions forwarding) => new()
    {
        ClusterId = name,

        // By requests under way: a commit takes a thousand times as long as a read.
        LoadBalancingPolicy = LoadBalancingPolicies.PowerOfTwoChoices,
        HealthCheck = new HealthCheckConfig
        {
            Active = new ActiveHealthCheckConfig
            {
                Enabled = true,
                Interval = forwarding.ProbeEvery,
                Timeout = forwarding.ProbeTimeout,
                Policy = HealthCheckConstants.ActivePolicy.ConsecutiveFailures, // two
                Path = "/health/ready",
            },
            Passive = new PassiveHealthCheckConfig { Enabled = true, Policy = nameof(FailedOnce), ReactivationPeriod = forwarding.Rest },

            // When all are said to be out of order, one of them still tells the caller more than nobody.
            AvailableDestinationsPolicy = HealthCheckConstants.AvailableDestinations.HealthyOrPanic,
        },
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = ActivityTimeout },

        // Named by address: what is known of a replica's health is not another's that took its place in the list.
        Destinations = addresses.Distinct(StringComparer.Ordinal)
            .ToDictionary(address => address, address => new DestinationConfig { Address = address }, StringComparer.Ordinal),
    };

    private sealed class Snapshot : IProxyConfig, IDisposable
    {
        private readonly CancellationTokenSource _superseded = new();

        public Snapshot(DestinationOptions options, ForwardingOptions forwarding)
        {
            Routes = ServiceRoutes.Routes().ToList();
            Clusters = options.ByName.Select(c => Cluster(c.Key, c.Value, forwarding)).ToList();
            ChangeToken = new CancellationChangeToken(_superseded.Token);
        }

        public IReadOnlyList<RouteConfig> Routes { get; }

        public IReadOnlyList<ClusterConfig> Clusters { get; }

        public IChangeToken ChangeToken { get; }

        public void Supersede()
        {
            _superseded.Cancel();
            Dispose();
        }

        public void Dispose() => _superseded.Dispose();
    }
}
