namespace Pmo.Client.Http;

/// <summary>How every call reaches a gateway: no redirects, no cookies, no proxy to this machine itself.</summary>
internal static class GatewayTransport
{
    public static HttpClient Make(Uri gateway) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !gateway.IsLoopback,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    })
    {
        Timeout = Timeout.InfiniteTimeSpan, // each attempt has its own
    };
}
