namespace Pmo.Bench.Timing;

/// <summary>Welch's t statistic for two samples whose variances may differ.</summary>
internal static class Welch
{
    /// <summary>Difference of the means in standard errors; 0 if a sample has fewer than two values or nothing varies.</summary>
    public static double T(IReadOnlyList<double> a, IReadOnlyList<double> b)
    {
        if (a.Count < 2 || b.Count < 2)
        {
            return 0;
        }

        var (meanA, varianceA) = Moments(a);
        var (meanB, varianceB) = Moments(b);
        var error = Math.Sqrt(varianceA / a.Count + varianceB / b.Count);
        return error > 0 ? (meanA - meanB) / error : 0;
    }

    /// <summary>Mean and sample variance.</summary>
    public static (double Mean, double Variance) Moments(IReadOnlyList<double> values)
    {
        var mean = values.Average();
        return (mean, values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1));
    }
}
