using Pmo.Oprf.Curve;
using Pmo.Oprf.Field;
using Pmo.Oprf.Ristretto;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Ristretto;

public sealed class RistrettoEncodingTests
{
    [Theory] // RFC 9496 appendix A.2, and the identity with bit 255 set
    [InlineData("00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")] // not canonical
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")] // negative
    [InlineData("01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20")]
    [InlineData("c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562")]
    [InlineData("c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78")]
    [InlineData("47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24")]
    [InlineData("f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72")]
    [InlineData("87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309")]
    [InlineData("26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371")] // x^2 is no square
    [InlineData("4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f")]
    [InlineData("de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b")]
    [InlineData("bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042")]
    [InlineData("2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08")]
    [InlineData("f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22")]
    [InlineData("8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731")]
    [InlineData("2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b")]
    [InlineData("3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e")] // xy is negative
    [InlineData("a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220")]
    [InlineData("d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e")]
    [InlineData("8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32")]
    [InlineData("32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b")]
    [InlineData("227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165")]
    [InlineData("5c37cc491da847cfeb9281d407efc41e15144c876e0170b499a96a22ed31e01e")]
    [InlineData("445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")] // s = -1, so y = 0
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
