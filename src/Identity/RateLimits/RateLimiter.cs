using Pmo.Hosting.Pace;

namespace Pmo.Identity.RateLimits;

/// <summary>The meters of this process; replicas count each for themselves. Thread-safe.</summary>
internal sealed class RateLimiter(RateLimitOptions options, TimeProvider time)
{
    private readonly Dictionary<string, MinuteMeter> _addresses =
        options.PerAddress.ToDictionary(p => p.Key, p => new MinuteMeter(p.Value, time), StringComparer.Ordinal);

    private readonly MinuteMeter _clients = new(options.PerClient, time);

    /// <summary>Counts a request, before anything of it is read.</summary>
    public MeterReading TakeAddress(RatePolicy policy, string caller) => _addresses[policy.Name].Take(caller);

    /// <summary>Counts a request of a client that has proved who it is: nobody else can use up its share.</summary>
    public MeterReading TakeClient(string clientId) => _clients.Take(clientId);
}
