using System.Net;
using System.Net.Sockets;

namespace Pmo.Hosting.Addresses;

/// <summary>By what callers are counted.</summary>
public static class CallerKey
{
    private const int SubscriberBytes = 8;

    /// <summary>The IPv4 address; of IPv6 the /64, which is one subscriber's however many addresses they use (RFC 6177).</summary>
    public static string Of(HttpContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var address = context.Connection.RemoteIpAddress;
        if (address is null || address.IsIPv4MappedToIPv6)
        {
            return address?.MapToIPv4().ToString() ?? "";
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, SubscriberBytes))
            : address.ToString();
    }
}
