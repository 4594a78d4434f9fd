using System.Net;
using Microsoft.AspNetCore.HttpOverrides;
using Pmo.Hosting.Startup;
using IPNetwork = System.Net.IPNetwork;

namespace Pmo.Hosting.Addresses;

/// <summary>
/// Whose word on a caller's address is taken: <c>Service:TrustedProxies</c>, addresses or networks (<c>10.0.0.0/8</c>), separated by commas or one a key.
/// Default: this machine. <c>none</c>: nobody's. From the right, <c>X-Forwarded-For</c> is followed while it was a trusted one who added to it, so
/// that what a caller writes there himself is never reached.
/// </summary>
public static class TrustedProxies
{
    private const string Setting = "Service:TrustedProxies";
    private const string Nobody = "none";

    /// <summary>Reads the setting; without it, <paramref name="otherwise"/> (as the setting is written).</summary>
    /// <exception cref="StartupException"><c>setting_invalid</c>: names what is no address.</exception>
    public static IReadOnlyList<IPNetwork> Read(IConfiguration configuration, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        ArgumentNullException.ThrowIfNull(otherwise);
        var section = configuration.GetSection(Setting);
        var written = section.GetChildren().Select(c => c.Value).Prepend(section.Value).Where(v => !string.IsNullOrWhiteSpace(v)).ToList();
        var entries = (written.Count == 0 ? otherwise : string.Join(',', written))
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return entries is [Nobody] ? [] : [.. entries.Select(Parse)];
    }

    /// <summary>Puts the caller's address into <c>Connection.RemoteIpAddress</c>, for all that comes after.</summary>
    internal static void UseCallerAddresses(this WebApplication app)
    {
        var trusted = app.Services.GetRequiredService<TrustedNetworks>().Networks;
        if (trusted.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor, ForwardLimit = null };
        options.KnownIPNetworks.Clear();
        options.KnownProxies.Clear();
        foreach (var network in trusted)
        {
            options.KnownIPNetworks.Add(network);
        }

        app.UseForwardedHeaders(options);
    }

    private static IPNetwork Parse(string text)
    {
        if (IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new StartupException(
                "setting_invalid",
                $"{Setting} memuat '{text}', yang bukan alamat IP atau jaringan. Tulis mis. 10.0.0.5 atau 10.0.0.0/8, atau none.",
                $"{Setting} holds '{text}', which is no IP address or network. Write e.g. 10.0.0.5 or 10.0.0.0/8, or none.");
    }
}

/// <summary>The networks that the service trusts; a service registers its own in place of the default.</summary>
public sealed record TrustedNetworks(IReadOnlyList<IPNetwork> Networks)
{
    /// <summary>This machine, as <see cref="TrustedProxies.Read"/> takes it.</summary>
    public const string Loopback = "127.0.0.0/8,::1";
}
