using Pmo.Bench.Auditing;
using Pmo.Bench.Checks;
using Pmo.Bench.Evaluation;
using Pmo.Bench.Gateways;
using Pmo.Bench.Memory;
using Pmo.Bench.Micro;
using Pmo.Bench.Storing;
using Pmo.Bench.Timing;
using Pmo.Bench.Tokens;

namespace Pmo.Bench;

/// <summary>The benchmarks by name.</summary>
internal static class Benches
{
    public const string Oprf = "oprf";
    public const string Check = "check";
    public const string Gateway = "gateway";
    public const string Token = "token";
    public const string Audit = "audit";
    public const string Upload = "upload";
    public const string Lookup = "lookup";
    public const string Coverage = "coverage";
    public const string Memory = "memory";
    public const string Micro = "micro";
    public const string Timing = "timing";

    public static readonly IReadOnlyList<string> Names = [Oprf, Check, Gateway, Token, Audit, Upload, Lookup, Coverage, Memory, Micro, Timing];

    /// <summary>Those that lay down much, which <c>--data</c> keeps for the next run.</summary>
    public static readonly IReadOnlyList<string> Keeping = [Check, Lookup, Coverage, Memory];

    /// <summary>Those that can measure PostgreSQL too.</summary>
    public static readonly IReadOnlyList<string> OnPostgres = [Upload, Lookup, Coverage];

    /// <summary>With which the bench starts itself, because a path is chosen once per process, or a server measured in one of its own.</summary>
    public static readonly IReadOnlyList<string> InnerNames = [PathRates.Name, PathSpeed.Name, PathTiming.Name, OursHost.Name, PeerHost.Name];

    public static async Task<int> RunAsync(BenchOptions options, CancellationToken cancellation) => options.Name switch
    {
        Oprf => await OprfBench.RunAsync(options.Quick, cancellation),
        Check => await CheckBench.RunAsync(options, cancellation),
        Gateway => await GatewayBench.RunAsync(options.Quick, cancellation),
        Token => await TokenBench.RunAsync(options.Quick, cancellation),
        Audit => await AuditBench.RunAsync(options.Quick, options.Part, cancellation),
        Upload => await UploadBench.RunAsync(options, cancellation),
        Lookup => await LookupBench.RunAsync(options, cancellation),
        Coverage => await CoverageBench.RunAsync(options, cancellation),
        Memory => await MemoryBench.RunAsync(options, cancellation),
        Micro => MicroBench.Run(options.Rest),
        Timing => await TimingBench.RunAsync(options.Quick, cancellation),
        PathRates.Name => PathRates.Run(options.Rest),
        PathSpeed.Name => PathSpeed.Run(options.Rest),
        PathTiming.Name => PathTiming.Run(options.Rest),
        OursHost.Name => await OursHost.RunAsync(options.Rest),
        PeerHost.Name => await PeerHost.RunAsync(options.Rest),
        _ => ExitCodes.Usage,
    };
}
