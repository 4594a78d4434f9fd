using Pmo.Hosting.Decisions;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Identity.AccountPages;
using Pmo.Identity.Accounts;
using Pmo.Identity.Authorize;
using Pmo.Identity.Clients;
using Pmo.Identity.Codes;
using Pmo.Identity.Discovery;
using Pmo.Identity.Enrolment;
using Pmo.Identity.Events;
using Pmo.Identity.Expiry;
using Pmo.Identity.IdTokens;
using Pmo.Identity.Introspection;
using Pmo.Identity.KeyStatus;
using Pmo.Identity.Logout;
using Pmo.Identity.Partners;
using Pmo.Identity.Passwords;
using Pmo.Identity.Pushed;
using Pmo.Identity.RateLimits;
using Pmo.Identity.Refresh;
using Pmo.Identity.Revoking;
using Pmo.Identity.SecondFactors;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningKeys;
using Pmo.Identity.SigningIn;
using Pmo.Identity.Tokens;
using Pmo.Identity.UserInfo;

namespace Pmo.Identity;

/// <summary>The authorization server: machines, and clients for people who sign in, prove a key and get short tokens bound to it (FAPI 2.0 Security Profile).</summary>
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
        builder.AddRateLimits();
        builder.Services.AddDpop();
        builder.Services.AddAccountEvents();
        builder.Services.AddClients();
        builder.Services.AddAccounts();
        builder.Services.AddAccountPages(options);
        builder.Services.AddPasswords();
        builder.Services.AddSecondFactors();
        builder.Services.AddSessions();
        builder.AddSigningKeys();
        builder.Services.AddSigningIn();
        builder.Services.AddTokens();
        builder.Services.AddPushed();
        builder.Services.AddAuthorize();
        builder.Services.AddIdTokens();
        builder.Services.AddCodes();
        builder.Services.AddRefresh();
        builder.Services.AddUserInfo();
        builder.Services.AddLogout();
        builder.Services.AddExpiry();
        builder.AddDecisions("identity");
        builder.Services.AddPartners();
        builder.Services.AddEnrolment();
        builder.Services.AddIntrospection();
        builder.Services.AddRevocation();
        services?.Invoke(builder.Services);

        var app = builder.BuildPmo();
        app.UseRateLimits();
        app.UseSigningKeys();
        app.MapDiscovery();
        app.MapJwks();
        app.MapTokens();
        app.MapIntrospection();
        app.MapRevocation();
        app.MapPushed();
        app.MapAuthorize();
        app.MapUserInfo();
        app.MapLogout();
        app.MapAccountPages();
        app.MapEnrolment();
        app.UseDecisions();
        app.MapOpenApi();
        var v1 = app.MapGroup("/v1");
        v1.MapAccountEvents();
        v1.MapPartners();
        v1.MapPeople();
        v1.MapKeyStatus();
        return app;
    }
}
