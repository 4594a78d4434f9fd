using Pmo.Client.Http;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Catalogs;

/// <summary>Finds the agreement and purpose that fit an operation on a dataset, so that the user need not name the only ones there are.</summary>
public static class GrantChoice
{
    // What the operation is for, where an agreement has several purposes: the others belong to its other permits.
    private static readonly Dictionary<string, string> Natural = new(StringComparer.Ordinal)
    {
        ["upload"] = "registration",
        ["duplicates"] = "duplicate-cleanup",
        ["coverage"] = "targeting",
        ["overlaps"] = "evaluation",
        ["compare"] = "evaluation",
    };

    /// <summary>Whether an agreement permits the operation on a dataset for numbers of this kind.</summary>
    public static bool Permits(Catalog catalog, string operation, string dataset, string agreement, IdentityKind kind) => catalog.Datasets
        .Where(d => d.Id == dataset)
        .SelectMany(d => d.May)
        .Any(g => g.Operation == operation && g.Agreement == agreement && g.Kinds.Contains(kind.Name, StringComparer.Ordinal));

    /// <summary>All agreements and purposes under which the operation is allowed, narrowed by what the user named.</summary>
    /// <param name="catalog">The organisation's catalog.</param>
    /// <param name="operation">Such as <c>upload</c>.</param>
    /// <param name="dataset">The dataset; null for any.</param>
    /// <param name="agreement">As named by the user, or null.</param>
    /// <param name="purpose">As named by the user, or null.</param>
    public static IReadOnlyList<Grant> Candidates(Catalog catalog, string operation, string? dataset, string? agreement, string? purpose)
    {
        List<Grant> all =
        [
            .. catalog.Datasets
                .Where(d => dataset is null || d.Id == dataset)
                .SelectMany(d => d.May)
                .Where(g => g.Operation == operation && (agreement is null || g.Agreement == agreement))
                .SelectMany(g => g.Purposes.Select(p => new Grant(g.Agreement, p)))
                .Where(g => purpose is null || g.Purpose == purpose)
                .Distinct()
                .OrderBy(g => g.Agreement, StringComparer.Ordinal)
                .ThenBy(g => g.Purpose, StringComparer.Ordinal),
        ];
        var natural = purpose is null && Natural.TryGetValue(operation, out var usual) ? all.Where(g => g.Purpose == usual).ToList() : [];
        return natural.Count > 0 ? natural : all;
    }
}
