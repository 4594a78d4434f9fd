using Pmo.Oprf.Tests.Vectors;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests;

public sealed class ElementTests
{
    [Fact]
    public void Multiples_of_the_generator_are_those_of_rfc_9496()
    {
        var sum = Element.Identity;
        for (int i = 0; i < Rfc9496.Multiples.Length; i++)
        {
            sum.Encoded().ShouldBe(Rfc9496.Multiples[i]);
            Element.Generator.Multiply(ScalarOf((byte)i)).Encoded().ShouldBe(Rfc9496.Multiples[i]);
            ElementOf(Rfc9496.Multiples[i]).ShouldBe(sum);
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
        default(Element).Encoded().ShouldBe(Rfc9496.Multiples[0]);
        (default == Element.Generator).ShouldBeFalse();
        (Element.Generator != default).ShouldBeTrue();
        default(Element).Multiply(ScalarOf(7)).IsIdentity.ShouldBeTrue();
        default(Element).Negate().ShouldBe(default);
        ElementOf(Rfc9496.Multiples[0]).ShouldBe(default);
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
