using Microsoft.AspNetCore.Http.Features;
using Pmo.Hosting.Addresses;
using Pmo.Hosting.Headers;
using Pmo.Hosting.Health;
using Pmo.Hosting.Keys;
using Pmo.Hosting.Logging;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Telemetry;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Startup;

/// <summary>What every service has in common, in one place: paths, logs, telemetry, limits, problem details, database, key ring, health.</summary>
public static class ServiceHost
{
    /// <summary>Largest body any service reads, bytes: a data part of 8191 rows in NDJSON.</summary>
    public const int MaxBodyBytes = 8 * 1024 * 1024;

    /// <summary>A builder with everything shared registered.</summary>
    /// <param name="service">Lower-case name: <c>gateway</c>, <c>identity</c>, <c>pseudonyms</c>, <c>matching</c>.</param>
    /// <param name="args">The command line, <c>--Section:Key=value</c>.</param>
    /// <param name="configure">The host's own configuration sources, added last.</param>
    /// <param name="migrations">The migrations of the service's database, in order.</param>
    /// <exception cref="StartupException">The operator can mend it.</exception>
    public static WebApplicationBuilder CreateBuilder(
        string service, string[] args, Action<IConfigurationBuilder>? configure, params MigrationSet[] migrations)
    {
        // Only agreements are read again while a service runs, by their own watcher; the framework's would watch every folder of the program.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = ["--hostBuilder:reloadConfigOnChange=false", .. args],
            ContentRootPath = AppContext.BaseDirectory,
        });
        configure?.Invoke(builder.Configuration);
        var paths = ServicePaths.Prepare(builder.Configuration, service);
        builder.Services.AddSingleton(paths).AddSingleton(TimeProvider.System).AddSingleton(new ServiceName(service));
        builder.AddPmoLogging(service, paths);
        builder.AddPmoTelemetry(service);
        var database = builder.AddPmoStorage(service, paths, migrations);
        builder.AddPmoKeyRing(service, paths, database);
        builder.Services.AddPmoHealth(database);
        builder.Services.ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions));
        builder.Services.AddOpenApi(openApi => openApi.AddDocumentTransformer<ErrorCodeDescriber>());
        builder.Services.AddErrorCodes(CommonErrors.All);
        builder.Services.AddSingleton(new TrustedNetworks(TrustedProxies.Read(builder.Configuration, TrustedNetworks.Loopback)));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxRequestHeadersTotalSize = 32 * 1024;
            kestrel.Limits.MaxRequestLineSize = 8 * 1024;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(10));
        });
        builder.Services.Configure<FormOptions>(form => form.ValueCountLimit = 64);
        return builder;
    }

    /// <summary>Builds the application with strict headers, callers' addresses and problem details first, and health at <c>/health/*</c>.</summary>
    public static WebApplication BuildPmo(this WebApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var app = builder.Build();
        app.UseStrictHeaders();
        app.UseCallerAddresses();
        app.UsePmoProblems();
        app.MapPmoHealth();
        return app;
    }

    /// <summary>Runs a service as a process of its own: migrations, then requests until it is told to stop.</summary>
    /// <returns>The exit code: 0, or 1 when it could not start.</returns>
    public static async Task<int> RunAsync(Func<WebApplication> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        try
        {
            await using var app = create();
            await app.RunAsync();
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
        catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await Console.Error.WriteLineAsync($"port_in_use: {e.Message} Pilih alamat lain dengan --urls. | Choose another address with --urls.");
            return 1;
        }
    }
}

/// <summary>The lower-case name of the service that runs.</summary>
public sealed record ServiceName(string Value);
