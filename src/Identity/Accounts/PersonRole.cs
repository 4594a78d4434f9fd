namespace Pmo.Identity.Accounts;

/// <summary>What people may be: the token's <c>roles</c>.</summary>
internal static class PersonRole
{
    public const string Csr = "csr";
    public const string Dinas = "dinas";
    public const string Analyst = "analyst";
    public const string Dpo = "dpo";
    public const string Operator = "operator";

    public static IReadOnlyList<string> All { get; } = [Csr, Dinas, Analyst, Dpo, Operator];

    /// <summary>Whether a person may be given these: at least one, each known, none twice.</summary>
    public static bool AreKnown(IReadOnlyList<string> roles) =>
        roles.Count > 0 && roles.All(All.Contains) && roles.Distinct(StringComparer.Ordinal).Count() == roles.Count;
}
