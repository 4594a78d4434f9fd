using System.Globalization;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Hosting.Decisions;

/// <summary>Makes a service act on decisions only.</summary>
public static class DecisionSetup
{
    /// <summary>Registers the verifier with the key of <c>Decisions:KeyFile</c>.</summary>
    /// <exception cref="StartupException"><c>decision_key_missing</c>.</exception>
    public static void AddDecisions(this WebApplicationBuilder builder, string audience)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddErrorCodes(DecisionErrors.All);
        var key = DecisionKey.Read(builder.Configuration["Decisions:KeyFile"], "Decisions:KeyFile");
        builder.Services.AddSingleton(new AnswerSeal(key));
        builder.Services.AddSingleton(s => new DecisionVerifier(
            key, audience, s.GetRequiredService<ReplayStore>(), s.GetRequiredService<TimeProvider>()));
    }

    /// <summary>Puts the check before everything under <c>/v1</c>.</summary>
    public static void UseDecisions(this WebApplication app) =>
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase), v1 => v1.UseMiddleware<DecisionMiddleware>());

    /// <summary>Tells the Gateway what to write into the outcome entry.</summary>
    /// <param name="context">The request.</param>
    /// <param name="rows">Distinct persons that it was about.</param>
    /// <param name="matched">Of them, found.</param>
    /// <param name="charged">Persons to be charged, for calls whose number is known only after them.</param>
    public static void SetOutcome(this HttpContext context, int rows, int matched, int? charged = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        var more = charged is null ? "" : string.Create(CultureInfo.InvariantCulture, $", charged={charged}");
        context.Response.Headers[PmoHeaders.Outcome] = string.Create(CultureInfo.InvariantCulture, $"rows={rows}, matched={matched}{more}");
    }
}
