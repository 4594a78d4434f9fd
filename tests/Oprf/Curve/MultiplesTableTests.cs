using Pmo.Oprf.Curve;

namespace Pmo.Oprf.Tests.Curve;

public sealed class MultiplesTableTests
{
    [Fact]
    public void Every_digit_selects_its_multiple()
    {
        var p = new SeededBytes(9).NextElement();
        var table = new CachedPoint[MultiplesTable.Entries];
        MultiplesTable.Fill(p.Point, table);
        for (int digit = -8; digit <= 8; digit++)
        {
            var expected = p.Multiply(Encodings.ScalarOf((byte)Math.Abs(digit)));
            var selected = new Element(ExtendedPoint.Identity.Add(MultiplesTable.Select(table, digit)));
            selected.ShouldBe(digit < 0 ? expected.Negate() : expected);
        }
    }
}
