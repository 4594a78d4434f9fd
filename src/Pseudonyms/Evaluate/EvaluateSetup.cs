using Pmo.Hosting.Work;
using Pmo.Oprf;
using Pmo.Pseudonyms.Evaluate.Storage;

namespace Pmo.Pseudonyms.Evaluate;

internal static class EvaluateSetup
{
    public static void AddEvaluation(this IServiceCollection services)
    {
        services
            .AddSingleton<BlindEvaluate>(Voprf.Evaluate)
            .AddSingleton<PartLedger>()
            .AddSingleton<PartEvaluator>()
            .AddSingleton(s => new WorkGate(Environment.ProcessorCount, s.GetRequiredService<PseudonymSettings>().QueueLength))
            .AddHostedService<SessionCleaner>()
            .AddHealthChecks().AddCheck<EvaluationHealth>("evaluations");
    }
}
