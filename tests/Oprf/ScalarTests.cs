using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests;

public sealed class ScalarTests
{
    private const string Zero = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string L = "edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";
    private const string LMinus1 = "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

    [Theory]
    [InlineData(Zero)]
    [InlineData(LMinus1)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f")]
    public void Canonical_bytes_are_read_and_written_back(string hex) => ScalarOf(hex).Bytes().ShouldBe(Hex(hex));

    [Theory]
    [InlineData(L)]
    [InlineData("eed3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010")]
    [InlineData("ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000090")]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("00")]
    [InlineData("")]
    [InlineData(Zero + "00")]
    public void Bytes_from_l_on_or_of_another_length_are_refused(string hex)
    {
        Scalar.TryParse(Hex(hex), out var s).ShouldBeFalse();
        s.IsZero.ShouldBeTrue();
    }

    [Theory]
    [InlineData(L, Zero)]
    [InlineData(LMinus1, LMinus1)]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff", "1c95988d7431ecd670cf7d73f45befc6feffffffffffffffffffffffffffff0f")]
    public void Uniform_bytes_are_taken_mod_l(string low, string reduced) =>
        Scalar.FromUniformBytes(Hex(low + Zero)).Bytes().ShouldBe(Hex(reduced));

    [Fact]
    public void The_high_half_of_uniform_bytes_weighs_2_to_the_256()
    {
        var bytes = new SeededBytes(1).Next(64);
        var power = ScalarOf("0000000000000000000000000000000000000000000000000000000000000001"); // 2^248
        var low = Scalar.FromUniformBytes([.. bytes[..32], .. new byte[32]]);
        var high = Scalar.FromUniformBytes([.. bytes[32..], .. new byte[32]]);

        Scalar.FromUniformBytes(bytes).ShouldBe(high.Multiply(power).Multiply(ScalarOf(128)).Add(high.Multiply(power).Multiply(ScalarOf(128))).Add(low));
    }

    [Fact]
    public void Edges_wrap_around()
    {
        var minusOne = ScalarOf(LMinus1);
        minusOne.Add(ScalarOf(1)).IsZero.ShouldBeTrue();
        minusOne.Multiply(minusOne).ShouldBe(ScalarOf(1));
        minusOne.Invert().ShouldBe(minusOne);
        minusOne.Negate().ShouldBe(ScalarOf(1));
        ScalarOf(Zero).Negate().ShouldBe(ScalarOf(Zero));
        ScalarOf(Zero).Invert().ShouldBe(ScalarOf(Zero));
        ScalarOf(2).Invert().Add(ScalarOf(2).Invert()).ShouldBe(ScalarOf(1));
    }

    [Fact]
    public void Scalars_form_a_field()
    {
        var one = ScalarOf(1);
        Laws.Hold(Laws.Scalars, Laws.Scalars, Laws.Scalars, (a, b, c) =>
            a.Add(b).Add(c) == a.Add(b.Add(c))
            && a.Multiply(b).Multiply(c) == a.Multiply(b.Multiply(c))
            && a.Multiply(b.Add(c)) == a.Multiply(b).Add(a.Multiply(c))
            && a.Add(b) == b.Add(a) && a.Multiply(b) == b.Multiply(a));
        Laws.Hold(Laws.Scalars, a => a.Add(a.Negate()).IsZero && (a.IsZero || a.Multiply(a.Invert()) == one));
        Laws.Hold(Laws.Scalars, a => Scalar.TryParse(a.Bytes(), out var again) && again == a);
    }

    [Fact]
    public void Random_scalars_are_neither_zero_nor_repeated()
    {
        var drawn = Enumerable.Range(0, 100).Select(_ => Scalar.Random()).ToArray();
        drawn.ShouldAllBe(s => !s.IsZero);
        drawn.Select(s => Convert.ToHexString(s.Bytes())).Distinct(StringComparer.Ordinal).Count().ShouldBe(100);
    }

    [Fact]
    public void A_log_reader_learns_no_scalar()
    {
        Scalar.Random().ToString().ShouldBe("Scalar");
        Scalar.Random().GetHashCode().ShouldBe(Scalar.Random().GetHashCode());
    }

    [Fact]
    public void Equality_sees_every_byte()
    {
        var s = ScalarOf("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f00");
        for (int i = 0; i < 31; i++)
        {
            var bytes = s.Bytes();
            bytes[i] ^= 0x80;
            (ScalarOf(Convert.ToHexString(bytes)) == s).ShouldBeFalse();
        }
        (ScalarOf(Convert.ToHexString(s.Bytes())) != s).ShouldBeFalse();
        s.Equals((object)ScalarOf(1)).ShouldBeFalse();
    }

    [Fact]
    public void Wrong_lengths_are_a_callers_bug()
    {
        Should.Throw<ArgumentException>(() => Scalar.FromUniformBytes(new byte[63]));
        Should.Throw<ArgumentException>(() => ScalarOf(1).CopyTo(new byte[31]));
    }
}
