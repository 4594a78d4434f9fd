using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Pmo.Hosting.Telemetry;

internal static class TelemetrySetup
{
    /// <summary>Metrics and traces over OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set; otherwise nothing is collected.</summary>
    public static void AddPmoTelemetry(this WebApplicationBuilder builder, string service)
    {
        if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
        {
            builder.Services.AddHostedService(_ => new TelemetryPump(service));
        }
    }

    private sealed class TelemetryPump(string service) : IHostedService, IDisposable
    {
        private MeterProvider? _meters;
        private TracerProvider? _tracers;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            var resource = ResourceBuilder.CreateDefault().AddService($"pmo-{service}");
            _meters = Sdk.CreateMeterProviderBuilder()
                .SetResourceBuilder(resource)
                .AddMeter("Microsoft.AspNetCore.*", "System.Net.Http", "System.Runtime", "Pmo.*")
                .AddOtlpExporter()
                .Build();
            _tracers = Sdk.CreateTracerProviderBuilder()
                .SetResourceBuilder(resource)
                .AddSource("Microsoft.AspNetCore", "System.Net.Http", "Yarp.ReverseProxy", "Pmo.*")
                .AddOtlpExporter()
                .Build();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            _meters?.Dispose();
            _tracers?.Dispose();
        }
    }
}
