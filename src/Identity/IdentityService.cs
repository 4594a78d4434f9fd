using Pmo.Hosting.Dpop;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Identity.AccountPages;
using Pmo.Identity.Accounts;
using Pmo.Identity.Clients;
using Pmo.Identity.Discovery;
using Pmo.Identity.Events;
using Pmo.Identity.Passwords;
using Pmo.Identity.SecondFactors;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningKeys;
using Pmo.Identity.SigningIn;
using Pmo.Identity.Tokens;

namespace Pmo.Identity;

/// <summary>The authorization server: machines prove a key, people sign in, both get short tokens bound to a key (FAPI 2.0 Security Profile).</summary>
public static class IdentityService
{
    /// <summary>Builds the service; it listens once it is started.</summary>
    /// <param name="args">The command line, <c>--Section:Key=value</c>.</param>
    /// <param name="configure">The host's own configuration sources, added last.</param>
    /// <param name="services">The host's own registrations, which win over the service's.</param>
    /// <exception cref="StartupException">The operator can mend it. Starting may throw it too: keys and clients are read then.</exception>
    public static WebApplication Create(
        string[] args, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = ServiceHost.CreateBuilder(
            "identity", args, configure, new MigrationSet("identity", typeof(IdentityService).Assembly));
        var options = IdentityOptions.Read(builder.Configuration);
        builder.Services.AddSingleton(options);
        builder.Services.AddDpop();
        builder.Services.AddAccountEvents();
        builder.Services.AddClients();
        builder.Services.AddAccounts();
        builder.Services.AddAccountPages(options);
        builder.Services.AddPasswords();
        builder.Services.AddSecondFactors();
        builder.Services.AddSessions();
        builder.Services.AddSigningIn();
        builder.Services.AddSigningKeys();
        builder.Services.AddTokens();
        services?.Invoke(builder.Services);

        var app = builder.BuildPmo();
        app.MapDiscovery();
        app.MapJwks();
        app.MapTokens();
        app.MapAccountPages();
        return app;
    }
}
