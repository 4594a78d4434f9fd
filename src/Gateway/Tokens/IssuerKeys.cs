using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Tokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Origin;

namespace Pmo.Gateway.Tokens;

/// <summary>
/// The issuer's metadata and signing keys, fetched when first needed and refreshed by the library. <c>Tokens:Authority</c> is the issuer's name (default:
/// the public origin); <c>Tokens:MetadataAddress</c> is where its metadata is fetched (default: the Identity destination).
/// </summary>
internal sealed class IssuerKeys(IConfiguration configuration, PublicOrigin origin, IOptionsMonitor<DestinationOptions> destinations)
{
    private readonly Lock _gate = new();
    private string? _address;
    private ConfigurationManager<OpenIdConnectConfiguration>? _manager;

    /// <summary>The issuer that tokens must name.</summary>
    public string? Issuer => configuration["Tokens:Authority"] ?? origin.Value?.GetLeftPart(UriPartial.Authority);

    /// <summary>Null while it is not known where Identity is.</summary>
    public BaseConfigurationManager? Manager
    {
        get
        {
            var address = configuration["Tokens:MetadataAddress"]
                ?? (destinations.CurrentValue.Identity.FirstOrDefault() is { } identity
                    ? new Uri(new Uri(identity), "/.well-known/openid-configuration").ToString()
                    : null);
            lock (_gate)
            {
                if (address is not null && address != _address)
                {
                    _address = address;
                    _manager = new ConfigurationManager<OpenIdConnectConfiguration>(
                        address,
                        new OpenIdConnectConfigurationRetriever(),
                        new HttpDocumentRetriever { RequireHttps = !new Uri(address).IsLoopback });
                }

                return _manager;
            }
        }
    }
}
