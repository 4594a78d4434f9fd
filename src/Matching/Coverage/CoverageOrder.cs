using System.Globalization;
using Pmo.Matching.Questions;

namespace Pmo.Matching.Coverage;

/// <summary>What <c>GET /v1/coverage</c> asks for.</summary>
/// <param name="Register">The register.</param>
/// <param name="IsRupiah">Or people.</param>
/// <param name="By">Of <see cref="Dimensions"/>, in their order, at most three.</param>
/// <param name="Level">0 province to 3 village.</param>
/// <param name="Include">Aid types that count although they are no overlap.</param>
/// <param name="Before">Of the earlier state.</param>
internal sealed record CoverageOrder(
    string Register, bool IsRupiah, IReadOnlyList<string> By, int Level, IReadOnlyList<string> Include, DateOnly? Before)
{
    public const string People = "people";
    public const string Rupiah = "rupiah";
    public static readonly string[] Dimensions = ["region", "programme", "year", "needs", "desil"];

    public int RegionAxis { get; } = IndexOf(By, "region");

    public int ProgrammeAxis { get; } = IndexOf(By, "programme");

    public int YearAxis { get; } = IndexOf(By, "year");

    public int NeedsAxis { get; } = IndexOf(By, "needs");

    public int DesilAxis { get; } = IndexOf(By, "desil");

    /// <summary>Whether cells are of aid that was given, and not only of persons.</summary>
    public bool IsByAid => ProgrammeAxis >= 0 || YearAxis >= 0;

    public string Measure => IsRupiah ? Rupiah : People;

    public string Canonical => string.Create(
        CultureInfo.InvariantCulture,
        $"register={Register} measure={Measure} by={string.Join(',', By)} level={(RegionAxis < 0 ? "" : QueryReader.Levels[Level])} include={string.Join(',', Include)} before={Before:yyyy-MM-dd}");

    private static int IndexOf(IReadOnlyList<string> by, string dimension) => by.ToList().IndexOf(dimension);
}
