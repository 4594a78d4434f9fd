using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Pmo.Gateway.Origin;

/// <summary>
/// The one origin that partners see: <c>Gateway:PublicOrigin</c>, or where the server is bound when that is not set (a first try on loopback).
/// Proofs name it, so it is never taken from a request's Host header.
/// </summary>
internal sealed class PublicOrigin(IConfiguration configuration, IServer server)
{
    private Uri? _value;

    /// <summary>Without a path. Null only before the server is bound.</summary>
    public Uri? Value => _value ??= Find();

    private Uri? Find()
    {
        var text = configuration["Gateway:PublicOrigin"] ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        return text is null ? null : new Uri(new Uri(text).GetLeftPart(UriPartial.Authority));
    }
}
