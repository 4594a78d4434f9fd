using Microsoft.Extensions.Configuration;

namespace Pmo.Gateway.Tests;

/// <summary>Where the services are, as a test sets it while the Gateway runs.</summary>
internal sealed class LateDestinations : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Sets them all; null: nowhere.</summary>
    public void Publish(params (string Service, Uri? Address)[] destinations)
    {
        Data.Clear();
        foreach (var (service, address) in destinations.Where(d => d.Address is not null))
        {
            Set($"Destinations:{service}:0", address!.ToString());
        }

        OnReload();
    }
}
