using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests;

public sealed class ElementBatchTests
{
    private static readonly byte[] NonCanonical = Hex("edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f");

    [Fact]
    public void Each_element_is_multiplied()
    {
        var random = new SeededBytes(11);
        var elements = Enumerable.Range(0, 5).Select(_ => random.NextElement()).ToArray();
        var k = random.NextScalar();
        var bytes = elements.SelectMany(e => e.Bytes()).ToArray();

        ElementBatch.Multiply(k, bytes, bytes).ShouldBe(OprfResult.Ok); // in place

        bytes.ShouldBe(elements.SelectMany(e => e.Multiply(k).Bytes()));
        ElementBatch.Check(bytes).ShouldBe(OprfResult.Ok);
    }

    [Fact]
    public void The_largest_batch_is_taken_and_one_more_is_not()
    {
        var bytes = Many(ElementBatch.MaxElements);
        ElementBatch.Check(bytes).IsOk.ShouldBeTrue();
        ElementBatch.Check(Many(ElementBatch.MaxElements + 1)).ShouldBe(new OprfResult(OprfError.BatchTooLarge, -1));
    }

    [Theory]
    [InlineData(0, OprfError.EmptyBatch)]
    [InlineData(1, OprfError.WrongLength)]
    [InlineData(31, OprfError.WrongLength)]
    [InlineData(65, OprfError.WrongLength)]
    public void Lengths_that_are_no_batch_are_refused(int length, OprfError error)
    {
        var bytes = Many(3)[..length];
        ElementBatch.Check(bytes).ShouldBe(new OprfResult(error, -1));
        ElementBatch.Multiply(ScalarOf(2), bytes, new byte[length]).ShouldBe(new OprfResult(error, -1));
    }

    [Fact]
    public void A_result_of_another_length_is_refused() =>
        ElementBatch.Multiply(ScalarOf(2), Many(2), new byte[96]).ShouldBe(new OprfResult(OprfError.WrongLength, -1));

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void The_element_at_fault_is_told_and_nothing_is_written(int at)
    {
        foreach (var (bad, error) in new[] { (NonCanonical, OprfError.NonCanonicalElement), (new byte[32], OprfError.IdentityElement) })
        {
            var bytes = Many(3);
            bad.CopyTo(bytes.AsSpan(at * 32));
            var result = new byte[96];

            ElementBatch.Check(bytes).ShouldBe(new OprfResult(error, at));
            ElementBatch.Multiply(ScalarOf(2), bytes, result).ShouldBe(new OprfResult(error, at));
            result.ShouldAllBe(b => b == 0);
        }
    }

    [Fact]
    public void A_zero_factor_is_refused()
    {
        var result = new byte[32];
        ElementBatch.Multiply(default, Many(1), result).ShouldBe(new OprfResult(OprfError.ZeroScalar, -1));
        result.ShouldAllBe(b => b == 0);
    }

    private static byte[] Many(int count)
    {
        var bytes = new byte[count * 32];
        for (int i = 0; i < count; i++)
            Element.Generator.Bytes().CopyTo(bytes, i * 32);
        return bytes;
    }
}
