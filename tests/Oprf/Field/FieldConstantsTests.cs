using Pmo.Oprf.Field;

namespace Pmo.Oprf.Tests.Field;

public sealed class FieldConstantsTests
{
    private static readonly FieldElement One = FieldElement.One;

    [Fact]
    public void Constants_are_what_rfc_9496_defines()
    {
        var d = FieldConstants.D;
        Same(d * new FieldElement(121666, 0, 0, 0, 0), new FieldElement(121665, 0, 0, 0, 0).Negated());
        Same(FieldConstants.TwiceD, d + d);
        Same(FieldConstants.MinusOne, One.Negated());
        Same(FieldConstants.SqrtMinusOne.Squared(), FieldConstants.MinusOne);
        Same(FieldConstants.SqrtADMinusOne.Squared(), d.Negated() - One);
        Same(FieldConstants.InvSqrtAMinusD.Squared() * (FieldConstants.MinusOne - d), One);
        Same(FieldConstants.OneMinusDSquared, One - d.Squared());
        Same(FieldConstants.DMinusOneSquared, (d - One).Squared());
        FieldConstants.SqrtMinusOne.NegativeMask().ShouldBe(0UL);
    }

    private static void Same(in FieldElement a, in FieldElement b) => FieldElement.EqualMask(a.Carried(), b.Carried()).ShouldBe(ulong.MaxValue);
}
