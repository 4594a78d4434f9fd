namespace Pmo.AppHost.Demo;

/// <summary>The organisations of the demo; each has one agreement, <c>ID-demo</c>.</summary>
internal static class DemoOrganisations
{
    public const string Dinsos = "dinsos-lampung";
    public const string Baznas = "baznas-lampung";
    public const string Csr = "csr-nusantara";

    private const string Operator = "operator-pmo";

    /// <summary>Their machines: one each, but two for the operators, since who invites a partner does not approve it,
    /// and one more for the data-protection officer of an owner, who alone can erase its rows.</summary>
    public static readonly IReadOnlyList<DemoClient> Clients =
    [
        new(Dinsos, Dinsos, "dinas"), new("bappeda-lampung", "bappeda-lampung", "analyst"), new(Baznas, Baznas, "dinas"),
        new(Csr, Csr, "csr"), new("csr-sejahtera", "csr-sejahtera", "csr"), new("dpo-pmo", "dpo-pmo", "dpo"),
        new("dpo-dinsos-lampung", Dinsos, "dpo"),
        new(Operator, Operator, "operator"), new(Operator + "-2", Operator, "operator"),
    ];
}

/// <summary>A machine of a demo organisation, with a profile of its name.</summary>
internal sealed record DemoClient(string ClientId, string Org, string Role);
