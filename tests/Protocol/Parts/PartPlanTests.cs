using FsCheck;
using FsCheck.Fluent;
using Pmo.Protocol.Parts;

namespace Pmo.Protocol.Tests.Parts;

public sealed class PartPlanTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(8191, 1)]
    [InlineData(8192, 2)]
    [InlineData(16382, 2)]
    [InlineData(16383, 3)]
    [InlineData(1_000_000, 123)]
    public void Parts_are_counted(int persons, int parts) => PartPlan.Count(persons).ShouldBe(parts);

    [Fact]
    public void Parts_hold_every_person_once_and_none_is_empty()
    {
        var plan = Prop.ForAll(Gen.Choose(1, PartPlan.MaxRows).ToArbitrary(), persons =>
        {
            var sizes = Enumerable.Range(0, PartPlan.Count(persons)).Select(part => PartPlan.PersonsIn(persons, part)).ToList();
            return sizes.Sum() == persons && sizes.TrueForAll(size => size is > 0 and <= PartPlan.MaxPersons);
        });
        Check.One(Config.QuickThrowOnFailure, plan);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    [InlineData(int.MaxValue)]
    [InlineData(int.MinValue)]
    public void Part_that_there_is_not_holds_nobody(int part) => PartPlan.PersonsIn(9000, part).ShouldBe(0);
}
