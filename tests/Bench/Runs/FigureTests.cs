using Pmo.Bench.Runs;

namespace Pmo.Bench.Tests.Runs;

public class FigureTests
{
    [Theory]
    [InlineData(3.0, 9.0, 1.0, 3.0)]
    [InlineData(2.5, 9.0, 1.0, 3.0, 2.0)]
    [InlineData(7.0, 7.0)]
    public void The_median_is_the_middle_or_the_mean_of_the_two_there(double median, params double[] values) =>
        Figure.Median(values).ShouldBe(median);
}
