using Pmo.Identity.SigningKeys;

namespace Pmo.Identity.Tests.SigningKeys;

public sealed class RotationPlanTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly KeySchedule Schedule = KeySchedule.Default;

    [Fact]
    public void Without_a_key_one_is_made_that_signs_at_once() => Plan(Start).MakeFrom.ShouldBe(Start);

    [Fact]
    public void Nothing_is_due_before_the_announcement() => Plan(Start.AddDays(76).AddSeconds(-1), Key("a", 0)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Fourteen_days_before_the_end_a_successor_is_made_that_begins_there() =>
        Plan(Start.AddDays(76), Key("a", 0)).ShouldSatisfyAllConditions(p => p.MakeFrom.ShouldBe(Start.AddDays(90)), p => p.Change.ShouldBeEmpty());

    [Fact]
    public void A_second_successor_is_never_made() => Plan(Start.AddDays(80), Key("a", 0), Key("b", 90)).IsEmpty.ShouldBeTrue();

    [Fact]
    public void Found_too_late_the_old_key_signs_on_until_the_successor_has_been_announced()
    {
        var now = Start.AddDays(90).AddMinutes(-1);
        var plan = Plan(now, Key("a", 0));
        plan.MakeFrom.ShouldBe(now + KeySchedule.ShortestNotice);
        plan.Change.ShouldHaveSingleItem().ShouldBe(new KeyTimes("a", Start, now + KeySchedule.ShortestNotice, now + KeySchedule.ShortestNotice + Schedule.KeptFor));
    }

    [Fact]
    public void Found_after_the_end_a_key_is_made_that_signs_at_once() => Plan(Start.AddDays(91), Key("a", 0)).MakeFrom.ShouldBe(Start.AddDays(91));

    [Fact]
    public void Without_the_signing_key_the_announced_one_signs_at_once()
    {
        var plan = Plan(Start.AddDays(80), Key("b", 90));
        plan.MakeFrom.ShouldBeNull();
        plan.Change.ShouldHaveSingleItem().ShouldBe(KeyTimes.From("b", Start.AddDays(80), Schedule));
    }

    [Fact]
    public void Fourteen_days_after_its_end_a_key_is_destroyed_and_not_before()
    {
        Plan(Start.AddDays(104).AddSeconds(-1), Key("a", 0), Key("b", 90)).IsEmpty.ShouldBeTrue();
        Plan(Start.AddDays(104), Key("a", 0), Key("b", 90)).Destroy.ShouldBe(["a"]);
    }

    [Theory]
    [InlineData(0, "Announced")]
    [InlineData(1, "Signing")]
    [InlineData(91, "Retired")]
    [InlineData(105, "Gone")]
    public void The_state_follows_from_the_times(int day, string state) => Key("a", 1).StateAt(Start.AddDays(day)).ToString().ShouldBe(state);

    private static KeyTimes Key(string kid, int day) => KeyTimes.From(kid, Start.AddDays(day), Schedule);

    private static RotationPlan Plan(DateTimeOffset now, params KeyTimes[] keys) => RotationPlan.Make(keys, now, Schedule);
}
