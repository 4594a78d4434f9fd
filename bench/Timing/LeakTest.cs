namespace Pmo.Bench.Timing;

/// <summary>
/// Does the time of a call tell which class it was made for? After Reparaz, Balasch and Verbauwhede, "Dude, is my code constant
/// time?" (DATE 2017, ePrint 2016/1123): Welch's t over all times, over the times below each of 100 percentiles (cropping cuts
/// off what interrupts do), and over the squared deviations, which see a difference in variance.
/// </summary>
/// <param name="Plain">t over all times.</param>
/// <param name="Cropped">The t furthest from 0 over the crops.</param>
/// <param name="Squared">t over the squared deviations of the times below the crop at the 90th percentile.</param>
internal sealed record LeakTest(double Plain, double Cropped, double Squared)
{
    /// <summary>Below this, nothing was found: the authors' own tool calls 10 a probable leak.</summary>
    public const double Threshold = 10;

    private const int Crops = 100;
    private const int FewestInCrop = 200; // t of a handful of values says nothing
    private const double SquaredCrop = 0.9; // one interrupt, squared, would drown all else

    public double Worst => new[] { Plain, Cropped, Squared }.MaxBy(Math.Abs);

    public bool Holds => Math.Abs(Worst) < Threshold;

    public static LeakTest Of(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        var sorted = a.Concat(b).Order().ToArray();
        var cropped = 0.0;
        for (var i = 0; i < Crops; i++)
        {
            // The authors' spacing: dense near the slow end, where noise is.
            var limit = sorted[(int)((sorted.Length - 1) * (1 - Math.Pow(0.5, 10.0 * (i + 1) / Crops)))];
            var (below, other) = (Below(a, limit), Below(b, limit));
            var t = below.Length < FewestInCrop || other.Length < FewestInCrop ? 0 : Welch.T(below, other);
            cropped = Math.Abs(t) > Math.Abs(cropped) ? t : cropped;
        }

        var most = sorted[(int)((sorted.Length - 1) * SquaredCrop)];
        return new LeakTest(Welch.T(a, b), cropped, Welch.T(Deviations(Below(a, most)), Deviations(Below(b, most))));
    }

    private static double[] Below(IReadOnlyList<double> values, double limit) => [.. values.Where(v => v <= limit)];

    private static double[] Deviations(double[] values)
    {
        var mean = values.Length == 0 ? 0 : values.Average();
        return Array.ConvertAll(values, v => (v - mean) * (v - mean));
    }
}
