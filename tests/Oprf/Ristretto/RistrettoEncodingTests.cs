using Pmo.Oprf.Curve;
using Pmo.Oprf.Field;
using Pmo.Oprf.Ristretto;
using Pmo.Oprf.Tests.Vectors;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Ristretto;

public sealed class RistrettoEncodingTests
{
    public static TheoryData<string> BadEncodings => [.. Rfc9496.BadEncodings];

    [Theory]
    [MemberData(nameof(BadEncodings))]
    public void Bad_encodings_are_refused(string hex) => RistrettoEncoding.TryDecode(Hex(hex), out _).ShouldBeFalse();

    [Fact]
    public void Random_bytes_decode_only_to_what_encodes_to_them()
    {
        var random = new SeededBytes(2);
        Span<byte> again = stackalloc byte[32];
        int decoded = 0;
        for (int i = 0; i < 20_000; i++)
        {
            var bytes = random.Next(32);
            if (!RistrettoEncoding.TryDecode(bytes, out var p))
                continue;
            decoded++;
            RistrettoEncoding.Encode(p, again);
            again.SequenceEqual(bytes).ShouldBeTrue();
        }
        decoded.ShouldBeInRange(1_000, 1_500); // 1 in 16: bit 255, sign, square, sign of xy
    }

    [Fact]
    public void A_mutated_encoding_never_decodes_to_the_same_element()
    {
        var random = new SeededBytes(3);
        for (int i = 0; i < 200; i++)
        {
            var e = random.NextElement();
            for (int bit = 0; bit < 256; bit += 5)
            {
                var bytes = e.Bytes();
                bytes[bit >> 3] ^= (byte)(1 << (bit & 7));
                if (Element.TryDecode(bytes, out var other))
                    (other == e).ShouldBeFalse();
            }
        }
    }

    [Fact]
    public void All_four_points_of_a_coset_are_one_element()
    {
        var p = new SeededBytes(4).NextElement().Point;
        var zero = FieldElement.Zero;
        var one = FieldElement.One;
        var i = FieldConstants.SqrtMinusOne;
        ExtendedPoint[] torsion =
        [
            new(zero, one, one, zero), new(zero, FieldConstants.MinusOne, one, zero), new(i, zero, one, zero), new(i.Negated(), zero, one, zero),
        ];
        foreach (var t in torsion)
        {
            RistrettoEncoding.IsIdentity(t).ShouldBeTrue();
            RistrettoEncoding.AreEqual(p, p.Add(t.Cached())).ShouldBeTrue();
            new Element(p.Add(t.Cached())).Encoded().ShouldBe(new Element(p).Encoded());
            new Element(t).Encoded().ShouldBe(default(Element).Encoded());
        }
    }
}
