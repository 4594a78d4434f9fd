using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests;

/// <summary>The paths that this processor can run, to run theories over.</summary>
internal static class Paths
{
    public static IReadOnlyCollection<string> Names => [.. BatchPath.All.Where(p => p.IsSupported).Select(p => p.Name)];

    public static TheoryData<string> All => [.. Names];

    /// <summary>Those with vector lanes; none on some processors.</summary>
    public static TheoryData<string> WithLanes => [.. Names.Where(name => name != "portable")];

    public static BatchPath Named(string name) => BatchPath.All.Single(p => p.Name == name);

    /// <summary>Runs what is written once for lanes with those of a path.</summary>
    public static void Run(string name, Action four, Action eight) => (name == "avx512" ? eight : four)();
}
