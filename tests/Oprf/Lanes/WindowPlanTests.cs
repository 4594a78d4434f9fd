using Pmo.Oprf.Lanes;

namespace Pmo.Oprf.Tests.Lanes;

public sealed class WindowPlanTests
{
    [Theory]
    [InlineData(1, 8)]
    [InlineData(50, 4)]
    [InlineData(1000, 8)]
    [InlineData(8192, 8)]
    [InlineData(8192, 4)]
    [InlineData(1_000_000, 8)]
    public void Digits_are_small_and_add_up_to_the_weight(int points, int lanes)
    {
        var plan = WindowPlan.For(points, lanes);
        var random = new SeededBytes(62);
        var radix = Encodings.ScalarOf(2);
        for (int i = 1; i < plan.Bits; i++)
            radix = radix.Multiply(Encodings.ScalarOf(2));
        Scalar[] weights = [default, Encodings.ScalarOf(1), Encodings.ScalarOf(1).Negate(), .. Enumerable.Range(0, 50).Select(_ => random.NextScalar())];
        foreach (var weight in weights)
        {
            var digits = new short[plan.Passes * lanes * 2];
            plan.WriteDigits(weight.Bytes(), digits, stride: 2);

            Scalar sum = default;
            foreach (short digit in digits.Where((_, i) => i % 2 == 0).Reverse())
            {
                int size = Math.Abs((int)digit);
                size.ShouldBeLessThanOrEqualTo(plan.Buckets);
                var value = Encodings.ScalarOf(Convert.ToHexString([(byte)size, (byte)(size >> 8), .. new byte[30]]));
                sum = sum.Multiply(radix).Add(digit < 0 ? value.Negate() : value);
            }
            sum.ShouldBe(weight);
        }
    }
}
