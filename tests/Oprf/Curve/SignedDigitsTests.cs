using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Tests.Curve;

public sealed class SignedDigitsTests
{
    [Fact]
    public void Digits_are_small_and_add_up_to_the_scalar()
    {
        var random = new SeededBytes(8);
        Scalar[] scalars = [default, Encodings.ScalarOf(1), Encodings.ScalarOf(8), Encodings.ScalarOf(1).Negate(), .. Enumerable.Range(0, 200).Select(_ => random.NextScalar())];
        var sixteen = Encodings.ScalarOf(16);
        foreach (var scalar in scalars)
        {
            var digits = new sbyte[SignedDigits.Count];
            scalar.WriteDigits(digits);
            digits.ShouldAllBe(d => d >= -8 && d <= 8);

            Scalar sum = default;
            foreach (sbyte digit in Enumerable.Reverse(digits))
            {
                var value = Encodings.ScalarOf((byte)Math.Abs((int)digit));
                sum = sum.Multiply(sixteen).Add(digit < 0 ? value.Negate() : value);
            }
            sum.ShouldBe(scalar);
        }
    }
}
