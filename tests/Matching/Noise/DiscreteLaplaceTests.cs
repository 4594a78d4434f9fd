using Pmo.Matching.Noise;
using Pmo.Matching.Tests.Hosts;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Noise;

public sealed class DiscreteLaplaceTests
{
    // Critical values of chi-square at 0.001 for the degrees of freedom below (NIST/SEMATECH e-Handbook, 1.3.6.7.4).
    private const double Critical20 = 45.315;

    [Theory]
    [InlineData(50, 1)]
    [InlineData(100, 1)]
    [InlineData(25, 2)]
    [InlineData(333, 3)]
    public void The_sampler_follows_the_exact_distribution(int hundredths, int sensitivity)
    {
        const int Draws = 100_000;
        var laplace = DiscreteLaplace.Of(new DiceUniform(new Dice((ulong)(hundredths + sensitivity))), hundredths, sensitivity);
        var seen = new Dictionary<long, int>();
        for (var i = 0; i < Draws; i++)
        {
            var x = laplace.Draw();
            seen[x] = seen.GetValueOrDefault(x) + 1;
        }

        // P(x) = (1−q)/(1+q)·q^|x| with q = exp(−ε/Δ); 21 bins, the outer two open.
        var q = Math.Exp(-hundredths / (100.0 * sensitivity));
        var width = Math.Max(1, (int)Math.Round(0.2 / (1 - q)));
        double Tail(long from) => Math.Pow(q, from) / (1 + q);
        var chi = 0.0;
        var degrees = -1;
        var (restSeen, restExpected) = (0.0, 0.0);
        for (var bin = -10; bin <= 10; bin++)
        {
            var (low, high) = ((long)bin * width - width / 2, (long)bin * width - width / 2 + width - 1);
            var expected = Draws * Enumerable.Range(0, width).Sum(i => (1 - q) / (1 + q) * Math.Pow(q, Math.Abs(low + i)));
            var found = (double)seen.Where(s => s.Key >= low && s.Key <= high).Sum(s => s.Value);
            if (bin is -10 or 10)
            {
                expected = Draws * Tail(bin < 0 ? -high : low);
                found = seen.Where(s => bin < 0 ? s.Key <= high : s.Key >= low).Sum(s => s.Value);
            }

            if (expected < 10)
            {
                (restSeen, restExpected) = (restSeen + found, restExpected + expected);
                continue;
            }

            chi += (found - expected) * (found - expected) / expected;
            degrees++;
        }

        degrees.ShouldBeInRange(3, 20);
        chi.ShouldBeLessThan(Critical20);
        Math.Abs(restSeen - restExpected).ShouldBeLessThan(60);
    }

    [Fact]
    public void Noise_of_the_wrong_scale_fails_the_test_that_the_right_one_passes()
    {
        var laplace = DiscreteLaplace.Of(new DiceUniform(new Dice(7)), hundredths: 100, sensitivity: 1);
        var zeros = Enumerable.Range(0, 20_000).Count(_ => laplace.Draw() == 0) / 20_000.0;
        var q = Math.Exp(-1);
        zeros.ShouldBe((1 - q) / (1 + q), 0.01);
        Math.Abs(zeros - ((1 - Math.Exp(-0.5)) / (1 + Math.Exp(-0.5)))).ShouldBeGreaterThan(0.05);
    }

    private sealed class DiceUniform(Dice dice) : IUniform
    {
        public int Below(int below) => dice.Next(below);
    }
}
