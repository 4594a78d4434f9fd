using System.Globalization;
using Pmo.Hosting.Pace;
using Pmo.Testing;

namespace Pmo.Hosting.Tests.Pace;

public sealed class MinuteMeterTests
{
    private readonly ManualClock _clock = new();

    [Fact]
    public void Up_to_the_limit_then_one_first_then_over_until_the_minute_ends()
    {
        var meter = new MinuteMeter(2, _clock);
        _clock.Advance(TimeSpan.FromSeconds(15));
        meter.Take("a").ShouldBe(new MeterReading(IsOver: false, IsFirst: false, 45));
        meter.Take("a").ShouldBe(new MeterReading(false, false, 45));
        meter.Take("a").ShouldBe(new MeterReading(true, IsFirst: true, 45));
        meter.Take("a").ShouldBe(new MeterReading(true, false, 45));
        _clock.Advance(TimeSpan.FromSeconds(44));
        meter.Take("a").ShouldBe(new MeterReading(true, false, 1));
        _clock.Advance(TimeSpan.FromSeconds(1));
        meter.Take("a").ShouldBe(new MeterReading(false, false, 60));
    }

    [Fact]
    public void Keys_are_counted_apart()
    {
        var meter = new MinuteMeter(1, _clock);
        var over = Enumerable.Range(0, 50).Count(i => meter.Take(i.ToString(CultureInfo.InvariantCulture)).IsOver);
        over.ShouldBeLessThan(5, "of 50 in 16,384 counters hardly two are together");
    }

    [Fact]
    public void A_hundred_thousand_keys_take_no_more_memory()
    {
        var meter = new MinuteMeter(1, _clock);
        meter.Take("warm");
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100_000; i++)
        {
            meter.Take("key");
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(10_000);
    }

    [Fact]
    public async Task Many_at_once_are_all_counted()
    {
        var meter = new MinuteMeter(500, _clock);
        var readings = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Task.Run(() => meter.Take("a"))));
        readings.Count(r => r.IsOver).ShouldBe(500);
        readings.Count(r => r.IsFirst).ShouldBe(1);
    }
}
