using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Hosting.Work;
using Pmo.Pseudonyms.Evaluate;
using Pmo.Pseudonyms.Keys;

namespace Pmo.Pseudonyms;

/// <summary>The VOPRF evaluator: holds the pseudonym keys, sees only blinded elements, acts only on the Gateway's decisions.</summary>
public static class PseudonymsService
{
    private const string Name = "pseudonyms";

    /// <summary>Makes the service, its keys loaded; the caller starts and disposes it.</summary>
    /// <param name="args">The command line, <c>--Section:Key=value</c>.</param>
    /// <param name="configure">The host's own configuration sources, added last.</param>
    /// <param name="services">The host's own registrations, added last.</param>
    /// <exception cref="StartupException">
    /// <c>configuration_invalid</c>, <c>pseudonym_keys_unreadable</c>, <c>epoch_differs</c>, and those of <see cref="ServiceHost"/>.
    /// </exception>
    public static WebApplication Create(
        string[] args, Action<IConfigurationBuilder>? configure = null, Action<IServiceCollection>? services = null)
    {
        var builder = ServiceHost.CreateBuilder(Name, args, configure, new MigrationSet(Name, typeof(PseudonymsService).Assembly));
        builder.AddDecisions(Name);
        builder.Services.AddErrorCodes(PseudonymErrors.All);
        builder.Services.AddSingleton(PseudonymSettings.Read(builder.Configuration));
        builder.Services.AddPseudonymKeys();
        builder.Services.AddEvaluation();
        services?.Invoke(builder.Services);

        var app = builder.BuildPmo();
        app.UseDecisions();
        app.ChooseArithmetic();
        app.MapOpenApi();
        app.MapKeys();
        app.MapEvaluate();
        app.LoadKeys();
        return app;
    }
}
