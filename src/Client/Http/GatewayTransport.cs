namespace Pmo.Client.Http;

/// <summary>How every call reaches a gateway: no redirects, no cookies, no proxy to this machine itself.</summary>
internal static class GatewayTransport
{
    /// <param name="gateway">Its origin.</param>
    /// <param name="clock">Learns the gateway's time from every answer, if given.</param>
    public static HttpClient Make(Uri gateway, ServerClock? clock = null)
    {
        var sockets = new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = !gateway.IsLoopback,
            ConnectTimeout = TimeSpan.FromSeconds(15),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        };
        return new HttpClient(clock is null ? sockets : new ServerClockHandler(clock, sockets))
        {
            Timeout = Timeout.InfiniteTimeSpan, // each attempt has its own
        };
    }
}
