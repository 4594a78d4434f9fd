using Pmo.Bench.Timing;

namespace Pmo.Bench.Tests.Timing;

public class WelchTests
{
    // By hand: means 3 and 6, variances 2.5 and 10, 5 values each: -3 / sqrt(0.5 + 2).
    [Fact]
    public void T_is_the_difference_in_standard_errors() =>
        Welch.T([1, 2, 3, 4, 5], [2, 4, 6, 8, 10]).ShouldBe(-3 / Math.Sqrt(2.5), 1e-12);

    [Fact]
    public void Samples_that_do_not_vary_or_are_too_short_tell_nothing()
    {
        Welch.T([4, 4], [4, 4]).ShouldBe(0);
        Welch.T([4], [9, 10]).ShouldBe(0);
    }
}
