using Microsoft.AspNetCore.Hosting.Server;
using Pmo.AuditLog;
using Pmo.Gateway.Access;
using Pmo.Gateway.Accounts;
using Pmo.Gateway.Alarms;
using Pmo.Gateway.Api;
using Pmo.Gateway.ApiDocs;
using Pmo.Gateway.Audit;
using Pmo.Gateway.AuditReading;
using Pmo.Gateway.Catalog;
using Pmo.Gateway.Decisions;
using Pmo.Gateway.Explaining;
using Pmo.Gateway.Feeds;
using Pmo.Gateway.Forwarding;
using Pmo.Gateway.Health;
using Pmo.Gateway.Home;
using Pmo.Gateway.Idempotency;
using Pmo.Gateway.Idempotency.Storage;
using Pmo.Gateway.Origin;
using Pmo.Gateway.Policies;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Quotas.Storage;
using Pmo.Gateway.Refusals;
using Pmo.Gateway.Requests;
using Pmo.Gateway.Sessions;
using Pmo.Gateway.Sessions.Storage;
using Pmo.Gateway.Tokens;
using Pmo.Gateway.Transparency;
using Pmo.Hosting.Addresses;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway;

/// <summary>The only door: identifies callers, decides by agreement, reserves quota, records, forwards.</summary>
public static class GatewayService
{
    /// <summary>The Gateway, ready to run.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="configure">The host's own configuration sources, added last.</param>
    /// <param name="services">The host's own registrations, made last.</param>
    /// <exception cref="StartupException">The operator can mend it.</exception>
    public static WebApplication Create(
        string[] args, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = ServiceHost.CreateBuilder(
            "gateway", args, configure,
            new MigrationSet("gateway", typeof(GatewayService).Assembly), new MigrationSet("audit", typeof(IAuditLog).Assembly));
        AddParts(builder);
        services?.Invoke(builder.Services);
        var app = builder.BuildPmo();
        app.UseHeadGuard();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase),
            v1 => v1.UseMiddleware<AccessMiddleware>());
        app.MapGet(ApiCalls.Catalog.Path, CatalogEndpoint.GetAsync).WithMetadata(ApiCalls.Catalog).DescribeCatalog();
        app.MapAgreements();
        app.MapAuditReading();
        app.MapAlarms();
        LogEndpoints.Map(app);
        TransparencyEndpoint.Map(app);
        app.MapForwarding();
        app.MapApiDocs();
        app.MapHome();
        return app;
    }

    private static void AddParts(WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(PolicyHolder.Load(builder.Configuration["Agreements:Directory"]));
        services.AddSingleton(DecisionKeys.Read(builder.Configuration));
        builder.AddAuditLog();
        services.AddAuditReading();
        builder.AddAlarms();
        services.AddSingleton<TransparencyEndpoint>();
        services.AddHostedService<PolicyAnnouncer>().AddHostedService<LeaseRelease>();
        services.AddSingleton<PolicyReloader>().AddHostedService<PolicyWatcher>();
        services.AddHealthChecks().AddCheck<PolicyHealth>("agreements");
        var origin = PublicOrigin.Read(builder.Configuration);
        services.AddSingleton(s => new PublicOrigin(origin, s.GetRequiredService<IServer>()));
        services.AddTokens();

        // Where callers reach this service itself, on this very machine, nobody has forwarded anything.
        services.AddSingleton(new TrustedNetworks(
            TrustedProxies.Read(builder.Configuration, origin is null || origin.IsLoopback ? "none" : TrustedNetworks.Loopback)));
        services.AddSingleton(RefusalOptions.Read(builder.Configuration)).AddSingleton<RefusalMeter>();
        services.AddDpop();
        services.AddAccountFeed();
        services.AddFeeds();
        services.AddSingleton<QuotaTable>().AddSingleton<QuotaMeter>().AddSingleton<IdempotencyTable>().AddHeldLeases().AddSingleton<SessionTable>();
        services.AddSingleton<SubjectCases>();
        services.AddSingleton<SessionRefunder>().AddHostedService(s => s.GetRequiredService<SessionRefunder>());
        services.AddSingleton<Reservations>().AddHostedService(s => s.GetRequiredService<Reservations>()).AddSingleton<ChargedRule>();
        services.AddSingleton<SessionRule>().AddSingleton<OnceOnly>().AddSingleton<AccessRules>();
        services.AddSingleton<OpenRule>().AddSingleton<PartRule>().AddSingleton<CommitRule>().AddSingleton<QuestionRule>();
        services.AddSingleton<DatasetRule>().AddSingleton<ReadRule>().AddSingleton<ReadSessionRule>().AddSingleton<OperatorRule>();
        services.AddSingleton<MatchingClient>().AddHttpClient(nameof(MatchingClient), client => client.Timeout = TimeSpan.FromSeconds(30));
        builder.AddForwarding();
        services.AddErrorCodes(GatewayErrors.All);
        services.AddPartsHealth();
    }
}
