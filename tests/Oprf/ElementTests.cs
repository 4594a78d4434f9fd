using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests;

public sealed class ElementTests
{
    /// <summary>RFC 9496 appendix A.1: B[0] to B[15].</summary>
    private static readonly string[] Multiples =
    [
        "0000000000000000000000000000000000000000000000000000000000000000",
        "e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76",
        "6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919",
        "94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259",
        "da80862773358b466ffadfe0b3293ab3d9fd53c5ea6c955358f568322daf6a57",
        "e882b131016b52c1d3337080187cf768423efccbb517bb495ab812c4160ff44e",
        "f64746d3c92b13050ed8d80236a7f0007c3b3f962f5ba793d19a601ebb1df403",
        "44f53520926ec81fbd5a387845beb7df85a96a24ece18738bdcfa6a7822a176d",
        "903293d8f2287ebe10e2374dc1a53e0bc887e592699f02d077d5263cdd55601c",
        "02622ace8f7303a31cafc63f8fc48fdc16e1c8c8d234b2f0d6685282a9076031",
        "20706fd788b2720a1ed2a5dad4952b01f413bcf0e7564de8cdc816689e2db95f",
        "bce83f8ba5dd2fa572864c24ba1810f9522bc6004afe95877ac73241cafdab42",
        "e4549ee16b9aa03099ca208c67adafcafa4c3f3e4e5303de6026e3ca8ff84460",
        "aa52e000df2e16f55fb1032fc33bc42742dad6bd5a8fc0be0167436c5948501f",
        "46376b80f409b29dc2b5f6f0c52591990896e5716f41477cd30085ab7f10301e",
        "e0c418f7c8d9c4cdd7395b93ea124f3ad99021bb681dfc3302a9d99a2e53e64e",
    ];

    [Fact]
    public void Multiples_of_the_generator_are_those_of_rfc_9496()
    {
        var sum = Element.Identity;
        for (int i = 0; i < Multiples.Length; i++)
        {
            sum.Encoded().ShouldBe(Multiples[i]);
            Element.Generator.Multiply(ScalarOf((byte)i)).Encoded().ShouldBe(Multiples[i]);
            ElementOf(Multiples[i]).ShouldBe(sum);
            sum = sum.Add(Element.Generator);
        }
    }

    [Fact]
    public void Multiplying_by_the_largest_scalar_negates()
    {
        var minusOne = ScalarOf(1).Negate();
        Element.Generator.Multiply(minusOne).ShouldBe(Element.Generator.Negate());
        Element.Generator.Multiply(minusOne).Add(Element.Generator).IsIdentity.ShouldBeTrue();
    }

    [Fact]
    public void Elements_form_a_group()
    {
        Laws.Hold(Laws.Elements, Laws.Elements, Laws.Elements, (a, b, c) => a.Add(b).Add(c) == a.Add(b.Add(c)) && a.Add(b) == b.Add(a));
        Laws.Hold(Laws.Elements, a => a.Add(a.Negate()).IsIdentity && a.Add(Element.Identity) == a && Element.Identity.Add(a) == a);
        Laws.Hold(Laws.Elements, a => a.Add(a) == a.Multiply(ScalarOf(2)) && a.Multiply(default).IsIdentity && a.Multiply(ScalarOf(1)) == a);
    }

    [Fact]
    public void Scalars_act_on_elements()
    {
        Laws.Hold(Laws.Scalars, Laws.Scalars, Laws.Elements, (j, k, a) =>
            a.Multiply(j.Add(k)) == a.Multiply(j).Add(a.Multiply(k)) && a.Multiply(j).Multiply(k) == a.Multiply(j.Multiply(k)), times: 100);
        Laws.Hold(Laws.Scalars, Laws.Elements, Laws.Elements, (k, a, b) => a.Add(b).Multiply(k) == a.Multiply(k).Add(b.Multiply(k)), times: 100);
        Laws.Hold(Laws.Scalars, Laws.Elements, (k, a) => k.IsZero || a.Multiply(k).Multiply(k.Invert()) == a, times: 100);
    }

    [Fact]
    public void Encodings_are_canonical_and_read_back() => Laws.Hold(Laws.Elements, Laws.Elements, (a, b) =>
        Element.TryDecode(a.Bytes(), out var again) && again == a && again.Encoded() == a.Encoded()
        && again.GetHashCode() == a.GetHashCode() && (a == b) == (a.Encoded() == b.Encoded()));

    [Fact]
    public void The_default_is_the_identity_and_equal_to_nothing_else()
    {
        default(Element).IsIdentity.ShouldBeTrue();
        default(Element).Encoded().ShouldBe(Multiples[0]);
        (default == Element.Generator).ShouldBeFalse();
        (Element.Generator != default).ShouldBeTrue();
        default(Element).Multiply(ScalarOf(7)).IsIdentity.ShouldBeTrue();
        default(Element).Negate().ShouldBe(default);
        ElementOf(Multiples[0]).ShouldBe(default);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    [InlineData(33)]
    public void Another_length_does_not_decode(int length) => Element.TryDecode(new byte[length], out _).ShouldBeFalse();

    [Fact]
    public void Wrong_lengths_are_a_callers_bug()
    {
        Should.Throw<ArgumentException>(() => Element.FromUniformBytes(new byte[32]));
        Should.Throw<ArgumentException>(() => Element.Generator.Encode(new byte[33]));
    }

    [Fact]
    public void A_log_reader_learns_no_token() => Element.Generator.ToString().ShouldBe("Element");
}
