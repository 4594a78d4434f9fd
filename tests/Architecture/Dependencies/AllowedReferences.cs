namespace Pmo.Architecture.Tests.Dependencies;

/// <summary>Which project of src may reference which: the whole of it. A new edge is a decision, made here first.</summary>
internal static class AllowedReferences
{
    private static readonly string[] ForServices = ["Hosting", "Protocol", "Oprf", "Agreements", "AuditLog"];

    private static readonly Dictionary<string, string[]> Direct = new(StringComparer.Ordinal)
    {
        // libraries
        ["Oprf"] = [],
        ["Protocol"] = ["Oprf"],
        ["Agreements"] = [],
        ["AuditLog"] = [],
        ["Hosting"] = ["Protocol"],
        ["Client"] = ["Protocol", "Oprf"],

        // services: they talk HTTP, never to one another's types
        ["Gateway"] = ForServices,
        ["Identity"] = ForServices,
        ["Pseudonyms"] = ForServices,
        ["Matching"] = ForServices,
        ["Portal"] = [.. ForServices, "Client"], // a client of the Gateway like any other

        // programs
        ["Cli"] = ["Client", "Agreements", "AuditLog"], // pmo policy where no gateway is; pmo audit verifies checkpoints and tiles as anybody may
        ["AppHost"] = ["Gateway", "Identity", "Pseudonyms", "Matching", "Portal", "Cli", "Client"],
    };

    public static IReadOnlyList<string> Services { get; } = ["Gateway", "Identity", "Pseudonyms", "Matching", "Portal"];

    public static IReadOnlyList<string> Projects { get; } = [.. Direct.Keys];

    public static bool Allows(string from, string to) => Direct.TryGetValue(from, out var targets) && targets.Contains(to, StringComparer.Ordinal);

    /// <summary>Direct or through another: a compiler may name in an assembly what came along with a project reference.</summary>
    public static bool Reaches(string from, string to) =>
        Allows(from, to) || (Direct.TryGetValue(from, out var targets) && targets.Any(target => Reaches(target, to)));
}
