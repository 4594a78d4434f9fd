namespace Pmo.Matching.Noise;

/// <summary>
/// The discrete Laplace distribution, P(x) ∝ exp(−|x|·s/t), sampled exactly from uniform integers without floating point: rounding would leak
/// (Canonne, Kamath, Steinke, 'The Discrete Gaussian for Differential Privacy', 2020, algorithms 1 and 2). Thread-safe as its source is.
/// </summary>
/// <param name="uniform">The source.</param>
/// <param name="t">The scale's numerator, 1 or more.</param>
/// <param name="s">The scale's denominator, 1 or more.</param>
internal sealed class DiscreteLaplace(IUniform uniform, int t, int s)
{
    /// <summary>Noise that keeps ε-differential privacy for counts that one person can change by <paramref name="sensitivity"/> in all.</summary>
    /// <param name="uniform">The source.</param>
    /// <param name="hundredths">ε in hundredths.</param>
    /// <param name="sensitivity">Sum of the changes.</param>
    public static DiscreteLaplace Of(IUniform uniform, int hundredths, int sensitivity) => new(uniform, checked(100 * sensitivity), hundredths);

    public long Draw()
    {
        while (true)
        {
            var u = uniform.Below(t);
            if (!ExpMinusFraction(u, t))
            {
                continue;
            }

            long v = 0;
            while (ExpMinusFraction(1, 1))
            {
                v++;
            }

            var magnitude = (u + (t * v)) / s;
            var isNegative = uniform.Below(2) == 1;
            if (!isNegative || magnitude != 0)
            {
                return isNegative ? -magnitude : magnitude;
            }
        }
    }

    // True with probability exp(−n/d), for 0 ≤ n ≤ d: the first k at which a coin of n/(d·k) fails is odd that often.
    private bool ExpMinusFraction(int n, int d)
    {
        var k = 1;
        while (uniform.Below(d) < n && uniform.Below(k) == 0)
        {
            k++;
        }

        return k % 2 == 1;
    }
}
