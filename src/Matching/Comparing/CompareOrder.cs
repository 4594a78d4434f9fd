using Pmo.Matching.Questions;

namespace Pmo.Matching.Comparing;

/// <summary>What <c>GET /v1/registers/compare</c> asks for.</summary>
internal sealed record CompareOrder(string A, string B, IReadOnlyList<string> By, int Level)
{
    public int RegionAxis => By.ToList().IndexOf("region");

    public int DesilAxis => By.ToList().IndexOf("desil");

    public string Canonical => $"a={A} b={B} by={string.Join(',', By)} level={(RegionAxis < 0 ? "" : QueryReader.Levels[Level])}";
}
