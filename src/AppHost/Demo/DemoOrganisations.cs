namespace Pmo.AppHost.Demo;

/// <summary>The organisations of the demo; each has one agreement, <c>ID-demo</c>.</summary>
internal static class DemoOrganisations
{
    public const string Dinsos = "dinsos-lampung";
    public const string Baznas = "baznas-lampung";
    public const string Csr = "csr-nusantara";

    public static readonly IReadOnlyList<string> All =
        [Dinsos, "bappeda-lampung", Baznas, Csr, "csr-sejahtera", "dpo-pmo", "operator-pmo"];
}
