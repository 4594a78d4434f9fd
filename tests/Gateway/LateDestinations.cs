using Microsoft.Extensions.Configuration;

namespace Pmo.Gateway.Tests;

/// <summary>Where the services are, as a test sets it while the Gateway runs.</summary>
internal sealed class LateDestinations : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Sets them all; null: nowhere. A service that is named twice has two replicas.</summary>
    public void Publish(params (string Service, Uri? Address)[] destinations)
    {
        Data.Clear();
        foreach (var replicas in destinations.Where(d => d.Address is not null).GroupBy(d => d.Service, StringComparer.Ordinal))
        {
            foreach (var (i, replica) in replicas.Index())
            {
                Set($"Destinations:{replicas.Key}:{i}", replica.Address!.ToString());
            }
        }

        OnReload();
    }
}
