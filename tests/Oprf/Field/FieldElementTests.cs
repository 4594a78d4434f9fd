using Pmo.Oprf.Field;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Field;

public sealed class FieldElementTests
{
    private const ulong Full = (1UL << 51) - 1;
    private const ulong Loosest = (1UL << 54) - 1;

    /// <summary>0, 1, p-1, p, p+1, 2p-1, bit patterns, all limbs at 2^51-1 and at the tight bound.</summary>
    private static readonly FieldElement[] Edges =
    [
        FieldElement.Zero,
        FieldElement.One,
        FieldConstants.MinusOne,
        new(Full - 18, Full, Full, Full, Full),
        new(Full - 17, Full, Full, Full, Full),
        new((2 * Full) - 37, 2 * Full, 2 * Full, 2 * Full, 2 * Full),
        new(Full, Full, Full, Full, Full),
        new(Full + (1 << 18), Full + (1 << 18), Full + (1 << 18), Full + (1 << 18), Full + (1 << 18)),
        new(0, 0, 0, 0, Full),
        new(Full, 0, Full, 0, Full),
        new(0x5555555555555, 0x2aaaaaaaaaaaa, 0x5555555555555, 0x2aaaaaaaaaaaa, 0x5555555555555),
    ];

    [Fact]
    public void Edges_are_written_canonically()
    {
        Bytes(Edges[2]).ShouldBe(Hex("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"));
        Bytes(Edges[3]).ShouldBe(new byte[32]);
        Bytes(Edges[4]).ShouldBe(Bytes(FieldElement.One));
        Bytes(Edges[5]).ShouldBe(Bytes(FieldConstants.MinusOne));
        Bytes(Edges[6]).ShouldBe(Hex("1200000000000000000000000000000000000000000000000000000000000000"));
    }

    [Fact]
    public void Edges_agree_with_schoolbook_arithmetic()
    {
        foreach (var a in Edges)
        {
            Bytes(a.Squared()).ShouldBe(SlowField.Multiply(Bytes(a), Bytes(a)));
            Bytes(a.Negated()).ShouldBe(Bytes(FieldConstants.MinusOne * a));
            foreach (var b in Edges)
            {
                Bytes(a * b).ShouldBe(SlowField.Multiply(Bytes(a), Bytes(b)));
                Bytes(a + b).ShouldBe(SlowField.Add(Bytes(a), Bytes(b)));
                SlowField.Add(Bytes(a - b), Bytes(b)).ShouldBe(Bytes(a));
            }
        }
    }

    [Fact]
    public void The_loosest_limbs_do_not_overflow()
    {
        var loosest = new FieldElement(Loosest, Loosest, Loosest, Loosest, Loosest);
        Bytes(loosest.Squared()).ShouldBe(SlowField.Multiply(Bytes(loosest), Bytes(loosest)));
        foreach (var b in Edges)
            Bytes(loosest * b).ShouldBe(SlowField.Multiply(Bytes(loosest), Bytes(b)));
        Bytes(new FieldElement(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue).Carried())
            .ShouldBe(Bytes(new FieldElement(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue)));
    }

    [Fact]
    public void Random_values_agree_with_schoolbook_arithmetic()
    {
        var random = new SeededBytes(5);
        for (int i = 0; i < 300; i++)
        {
            byte[] a = SlowField.Reduce(Masked(random)), b = SlowField.Reduce(Masked(random));
            FieldElement x = FieldElement.FromBytes(a), y = FieldElement.FromBytes(b);
            Bytes(x).ShouldBe(a);
            Bytes(x * y).ShouldBe(SlowField.Multiply(a, b));
            Bytes(x.Squared()).ShouldBe(SlowField.Multiply(a, a));
            Bytes((x + y) * (x - y)).ShouldBe(Bytes(x.Squared() - y.Squared()));
        }
    }

    [Fact]
    public void Inverses_multiply_to_one()
    {
        var random = new SeededBytes(6);
        for (int i = 0; i < 300; i++)
        {
            var x = FieldElement.FromBytes(Masked(random));
            Bytes(x * x.Inverted()).ShouldBe(Bytes(FieldElement.One));
        }
        Bytes(FieldElement.Zero.Inverted()).ShouldBe(new byte[32]);
        Bytes(FieldConstants.MinusOne.Inverted()).ShouldBe(Bytes(FieldConstants.MinusOne));
    }

    [Theory] // RFC 9496 appendix A.4
    [InlineData("00", "00", true, "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("00", "01", true, "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("01", "00", false, "0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("02", "01", false, "3c5ff1b5d8e4113b871bd052f9e7bcd0582804c266ffb2d4f4203eb07fdb7c54")]
    [InlineData("04", "01", true, "0200000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("01", "04", true, "f6ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff3f")]
    public void Square_roots_of_ratios_are_those_of_rfc_9496(string u, string v, bool square, string root)
    {
        ulong mask = FieldElement.SquareRootOfRatio(Small(u), Small(v), out var r);
        mask.ShouldBe(square ? ulong.MaxValue : 0);
        Bytes(r).ShouldBe(Hex(root));
    }

    [Fact]
    public void Square_roots_of_random_ratios_square_back()
    {
        var random = new SeededBytes(7);
        for (int i = 0; i < 300; i++)
        {
            FieldElement u = FieldElement.FromBytes(Masked(random)), v = FieldElement.FromBytes(Masked(random));
            ulong square = FieldElement.SquareRootOfRatio(u, v, out var r);
            r.NegativeMask().ShouldBe(0UL);
            Bytes(v * r.Squared()).ShouldBe(square != 0 ? Bytes(u) : Bytes(u * FieldConstants.SqrtMinusOne));
        }
    }

    [Fact]
    public void Masks_select_and_compare()
    {
        foreach (var a in Edges)
        {
            foreach (var b in Edges)
            {
                bool same = Bytes(a).AsSpan().SequenceEqual(Bytes(b));
                FieldElement.EqualMask(a, b).ShouldBe(same ? ulong.MaxValue : 0);
                Bytes(FieldElement.Select(ulong.MaxValue, a, b)).ShouldBe(Bytes(a));
                Bytes(FieldElement.Select(0, a, b)).ShouldBe(Bytes(b));
            }
            a.NegativeMask().ShouldBe((Bytes(a)[0] & 1) != 0 ? ulong.MaxValue : 0);
            a.Absolute().NegativeMask().ShouldBe(0UL);
            a.ZeroMask().ShouldBe(Bytes(a).All(x => x == 0) ? ulong.MaxValue : 0);
        }
    }

    private static byte[] Masked(SeededBytes random)
    {
        var bytes = random.Next(32);
        bytes[31] &= 0x7f;
        return bytes;
    }

    private static FieldElement Small(string hex) => FieldElement.FromBytes([.. Hex(hex), .. new byte[31]]);

    private static byte[] Bytes(in FieldElement a)
    {
        var bytes = new byte[FieldElement.Size];
        a.CopyTo(bytes);
        return bytes;
    }
}
