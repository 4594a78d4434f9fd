using System.Reflection;
using Pmo.Oprf;

namespace Pmo.Bench.Evaluation;

/// <summary>Which of Oprf's paths this process runs.</summary>
internal static class ActivePath
{
    /// <summary>The environment variable that forces one, read once at start.</summary>
    public const string Variable = "PMO_OPRF";

    /// <summary>Lower case; <c>portable</c> where Oprf has no other.</summary>
    public static string Name =>
        typeof(Voprf).Assembly.GetTypes().FirstOrDefault(t => t.Name == "OprfPath")
            ?.GetProperty("Active", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?.GetValue(null)?.ToString()?.ToLowerInvariant() ?? "portable";
}
