using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests;

/// <summary>The paths to run a theory over. One that this processor lacks is skipped, and says so.</summary>
internal static class Paths
{
    public static TheoryData<string> All => [.. BatchPath.All.Select(p => p.Name)];

    public static BatchPath Named(string name)
    {
        var path = BatchPath.All.Single(p => p.Name == name);
        Assert.SkipUnless(path.IsSupported, $"This processor cannot run the path {name}.");
        return path;
    }

    /// <summary>Runs what is written once for lanes with those of a path.</summary>
    public static void Run(string name, Action four, Action eight)
    {
        _ = Named(name);
        (name == "avx512" ? eight : four)();
    }
}
