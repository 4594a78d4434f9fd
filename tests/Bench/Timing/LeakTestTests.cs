using System.Buffers.Binary;
using System.Security.Cryptography;
using Pmo.Bench.Timing;

namespace Pmo.Bench.Tests.Timing;

public class LeakTestTests
{
    private const int Calls = 5000;

    [Fact]
    public void Times_of_one_kind_hold() => LeakTest.Of(Times("a"), Times("b")).Holds.ShouldBeTrue();

    [Fact]
    public void A_mean_that_differs_is_found() =>
        LeakTest.Of(Times("a"), [.. Times("b").Select(t => t + 50)]).Holds.ShouldBeFalse();

    [Fact]
    public void A_difference_that_interrupts_drown_is_found_by_cropping()
    {
        var test = LeakTest.Of(Interrupted("a", 0), Interrupted("b", 30));
        Math.Abs(test.Plain).ShouldBeLessThan(LeakTest.Threshold);
        Math.Abs(test.Cropped).ShouldBeGreaterThan(LeakTest.Threshold);
    }

    [Fact]
    public void A_spread_that_differs_is_found()
    {
        var wide = Times("b").Select(t => 1050 + 1.5 * (t - 1050)).ToArray();
        Math.Abs(LeakTest.Of(Times("a"), wide).Squared).ShouldBeGreaterThan(LeakTest.Threshold);
    }

    private static double[] Interrupted(string seed, double more) =>
        [.. Times(seed).Select((t, i) => t + more + (i % 50 == 0 ? 1000 * t : 0))];

    // 1,000 to 1,100 ticks, the same at every run.
    private static double[] Times(string seed) =>
    [
        .. Enumerable.Range(0, Calls)
            .Select(i => SHA256.HashData(System.Text.Encoding.ASCII.GetBytes(FormattableString.Invariant($"{seed}{i}"))))
            .Select(hash => 1000 + 100.0 * BinaryPrimitives.ReadUInt32LittleEndian(hash) / uint.MaxValue),
    ];
}
