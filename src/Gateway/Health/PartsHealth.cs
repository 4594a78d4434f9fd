using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Pmo.Gateway.Forwarding;

namespace Pmo.Gateway.Health;

internal static class PartsHealth
{
    private const string Client = nameof(PartsHealth);

    /// <summary>The Gateway is ready when every service behind it is.</summary>
    public static void AddPartsHealth(this IServiceCollection services)
    {
        services.AddHttpClient(Client, client => client.Timeout = TimeSpan.FromSeconds(3));
        foreach (var (name, _) in new DestinationOptions().ByName)
        {
            services.AddHealthChecks().Add(new HealthCheckRegistration(
                name,
                s => new PartCheck(name, s.GetRequiredService<IHttpClientFactory>(), s.GetRequiredService<IOptionsMonitor<DestinationOptions>>()),
                HealthStatus.Unhealthy,
                tags: null));
        }
    }

    private sealed class PartCheck(string name, IHttpClientFactory clients, IOptionsMonitor<DestinationOptions> destinations) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            var addresses = destinations.CurrentValue.ByName.First(d => d.Key == name).Value;
            var answers = await Task.WhenAll(addresses.Select(address => IsReadyAsync(address, cancellationToken)));
            var ready = answers.Count(isReady => isReady);
            return ready == 0 ? HealthCheckResult.Unhealthy($"{name}: none of {addresses.Count} ready")
                : ready < addresses.Count ? HealthCheckResult.Degraded($"{name}: {ready} of {addresses.Count} ready")
                : HealthCheckResult.Healthy();
        }

        private async Task<bool> IsReadyAsync(string address, CancellationToken cancellationToken)
        {
            try
            {
                using var client = clients.CreateClient(Client);
                using var answer = await client.GetAsync(new Uri(new Uri(address), "/health/ready"), cancellationToken);
                return answer.IsSuccessStatusCode;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
                return false;
            }
        }
    }
}
