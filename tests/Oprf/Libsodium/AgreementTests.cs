namespace Pmo.Oprf.Tests.Libsodium;

/// <summary>10,000 random operations of each kind agree with libsodium.</summary>
public sealed class AgreementTests
{
    private const int Times = 10_000;

    public AgreementTests() => Sodium.Require();

    [Fact]
    public void Multiplications_agree()
    {
        var random = new SeededBytes(30);
        var theirs = new byte[32];
        for (int i = 0; i < Times; i++)
        {
            var k = random.NextScalar();
            var e = random.NextElement();
            Sodium.ScalarMultiply(theirs, k.Bytes(), e.Bytes()).ShouldBe(0);
            e.Multiply(k).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
        }
        for (int i = 0; i < Times / 10; i++)
        {
            var k = random.NextScalar();
            Sodium.ScalarMultiplyBase(theirs, k.Bytes()).ShouldBe(0);
            Element.Generator.Multiply(k).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
        }
    }

    [Fact]
    public void Derived_elements_agree()
    {
        var random = new SeededBytes(31);
        var theirs = new byte[32];
        for (int i = 0; i < Times; i++)
        {
            var wide = random.Next(64);
            Sodium.FromHash(theirs, wide).ShouldBe(0);
            Element.FromUniformBytes(wide).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
        }
    }

    [Fact]
    public void Sums_and_differences_agree()
    {
        var random = new SeededBytes(32);
        var theirs = new byte[32];
        var p = random.NextElement();
        for (int i = 0; i < Times; i++)
        {
            var q = i % 100 == 0 ? p : random.NextElement(); // p + p and p - p too
            Sodium.Add(theirs, p.Bytes(), q.Bytes()).ShouldBe(0);
            p.Add(q).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
            Sodium.Subtract(theirs, p.Bytes(), q.Bytes()).ShouldBe(0);
            p.Add(q.Negate()).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
            p = q;
        }
    }

    [Fact]
    public void Scalar_operations_agree()
    {
        var random = new SeededBytes(33);
        var theirs = new byte[32];
        for (int i = 0; i < Times; i++)
        {
            var wide = random.Next(64);
            Sodium.ScalarReduce(theirs, wide);
            var x = Scalar.FromUniformBytes(wide);
            x.Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();

            var y = random.NextScalar();
            Sodium.ScalarMul(theirs, x.Bytes(), y.Bytes());
            x.Multiply(y).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
            Sodium.ScalarAdd(theirs, x.Bytes(), y.Bytes());
            x.Add(y).Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
            Sodium.ScalarNegate(theirs, x.Bytes());
            x.Negate().Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
            Sodium.ScalarInvert(theirs, x.Bytes()).ShouldBe(0);
            x.Invert().Bytes().AsSpan().SequenceEqual(theirs).ShouldBeTrue();
        }
    }

    [Fact]
    public void What_decodes_agrees_for_random_and_mutated_bytes()
    {
        var random = new SeededBytes(34);
        int valid = 0;
        for (int i = 0; i < 2 * Times; i++)
        {
            var bytes = random.Next(32);
            if (i % 2 == 0)
            {
                bytes = random.NextElement().Bytes();
                for (int flips = random.NextBelow(3); flips > 0; flips--)
                    bytes[random.NextBelow(32)] ^= (byte)(1 << random.NextBelow(8));
            }
            bool ours = Element.TryDecode(bytes, out _);

            // libsodium 1.0.18 looks past bit 255, which RFC 9496 section 4.3.1 has a decoder refuse.
            if (bytes[31] >> 7 != 0)
                ours.ShouldBeFalse();
            else
                ours.ShouldBe(Sodium.IsValidPoint(bytes) == 1);
            valid += ours ? 1 : 0;
        }
        valid.ShouldBeInRange(Times / 4, Times);
    }
}
