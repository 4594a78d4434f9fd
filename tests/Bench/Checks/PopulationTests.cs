using Pmo.Bench.Checks;

namespace Pmo.Bench.Tests.Checks;

public class PopulationTests
{
    private const int Many = 200_000;

    [Fact]
    public void Nobody_comes_twice() => Population.Make(0, Many).Distinct().Count().ShouldBe(Many);

    [Fact]
    public void The_same_people_come_whatever_the_range_they_are_asked_for_in() =>
        Population.Make(1000, 50).ShouldBe(Population.Make(0, 2000)[1000..1050]);

    [Fact]
    public void Serials_stay_below_5000() =>
        Population.Make(0, Many).ShouldAllBe(nik => nik.Reveal()[12] < '5');
}
