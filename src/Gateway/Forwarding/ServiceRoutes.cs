using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Pmo.Gateway.Api;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Pmo.Gateway.Forwarding;

/// <summary>YARP's configuration, from the API's table and the destinations; a changed destination takes effect without a restart.</summary>
internal sealed class ServiceRoutes : IProxyConfigProvider, IDisposable
{
    // A commit looks up a whole list before it answers its first byte.
    private static readonly TimeSpan ActivityTimeout = TimeSpan.FromMinutes(5);
    private static readonly string[] IdentityPaths = ["/connect/{**rest}", "/.well-known/{**rest}", "/account/{**rest}"];
    private readonly IDisposable? _watch;
    private volatile Snapshot _current;

    public ServiceRoutes(IOptionsMonitor<DestinationOptions> destinations)
    {
        _current = new Snapshot(destinations.CurrentValue);
        _watch = destinations.OnChange(options =>
        {
            var before = _current;
            _current = new Snapshot(options);
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

    private static ClusterConfig Cluster(string name, IEnumerable<string> addresses) => new()
    {
        ClusterId = name,
        LoadBalancingPolicy = "PowerOfTwoChoices",
        HttpRequest = new ForwarderRequestConfig { ActivityTimeout = ActivityTimeout },
        Destinations = addresses
            .Select((address, i) => (Key: $"{name}-{i}", Value: new DestinationConfig { Address = address }))
            .ToDictionary(d => d.Key, d => d.Value, StringComparer.Ordinal),
    };

    private sealed class Snapshot : IProxyConfig, IDisposable
    {
        private readonly CancellationTokenSource _superseded = new();

        public Snapshot(DestinationOptions options)
        {
            Routes = ServiceRoutes.Routes().ToList();
            Clusters = options.ByName.Select(c => Cluster(c.Key, c.Value)).ToList();
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
