using Pmo.Oprf.Batch;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Batch;

/// <summary>What a batch computes, point by point, on every path.</summary>
public sealed class PointBatchTests
{
    private const string LMinus1 = "ecd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010";

    public static TheoryData<string> All => Paths.All;

    /// <summary>1, 2, -1, small multiples around the windows' borders, long runs of ones and zeros.</summary>
    private static IReadOnlyList<Scalar> EdgeScalars =>
    [
        ScalarOf(1), ScalarOf(2), ScalarOf(7), ScalarOf(8), ScalarOf(9), ScalarOf(15), ScalarOf(16), ScalarOf(17), ScalarOf(0x88),
        ScalarOf(LMinus1),
        ScalarOf("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff0f"),
        ScalarOf("0000000000000000000000000000000000000000000000000000000000000010"),
        ScalarOf("ffffffffffffffffffffffffffffffff00000000000000000000000000000000"),
        ScalarOf("00000000000000000000000000000000ffffffffffffffffffffffffffffff0f"),
        ScalarOf("8888888888888888888888888888888888888888888888888888888888888808"),
        ScalarOf("7777777777777777777777777777777777777777777777777777777777777707"),
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Edge_scalars_multiply_as_they_should_alone_and_side_by_side(string path)
    {
        var scalars = EdgeScalars;
        var elements = SomeElements(50, scalars.Count);
        using var batch = Decoded(path, elements);
        var encoded = new byte[elements.Length * 32];
        batch.EncodeMultiples(scalars.ToArray(), encoded);
        encoded.ShouldBe(elements.Zip(scalars).SelectMany(t => t.First.Multiply(t.Second).Bytes()));
        foreach (var k in scalars)
        {
            batch.EncodeMultiples(k, encoded);
            encoded.ShouldBe(elements.SelectMany(e => e.Multiply(k).Bytes()));
        }
    }

    /// <summary>0 and l are refused before; the arithmetic is right for them all the same. l is 0 as a scalar.</summary>
    [Theory]
    [MemberData(nameof(All))]
    public void Zero_gives_the_identity_in_its_own_lane_only(string path)
    {
        var elements = SomeElements(51, 17);
        using var batch = Decoded(path, elements);
        for (int zero = 0; zero < elements.Length; zero++)
        {
            var scalars = elements.Select((_, i) => i == zero ? default : ScalarOf(3)).ToArray();
            var encoded = new byte[elements.Length * 32];
            batch.EncodeMultiples(scalars, encoded);
            encoded.AsSpan(zero * 32, 32).ToArray().ShouldBe(new byte[32]);
            int other = (zero + 1) % elements.Length;
            encoded.AsSpan(other * 32, 32).ToArray().ShouldBe(elements[other].Multiply(ScalarOf(3)).Bytes());
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Every_count_up_to_three_groups_is_right_and_nothing_more_is_written(string path)
    {
        var random = new SeededBytes(52);
        for (int count = 1; count <= 24; count++)
        {
            var elements = SomeElements(count, count);
            var k = random.NextScalar();
            var room = Enumerable.Repeat((byte)0xa5, (count * 32) + 32).ToArray();
            using var batch = Decoded(path, elements);
            batch.EncodeMultiples(k, room.AsSpan(0, count * 32));
            room[..(count * 32)].ShouldBe(elements.SelectMany(e => e.Multiply(k).Bytes()));
            room[(count * 32)..].ShouldAllBe(b => b == 0xa5);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Inputs_of_any_lengths_hash_as_they_do_alone(string path)
    {
        var random = new SeededBytes(53);
        foreach (int count in new[] { 1, 8, 9, 30 })
        {
            ReadOnlyMemory<byte>[] same = [.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<byte>)random.Next(20))];
            ReadOnlyMemory<byte>[] mixed = [.. Enumerable.Range(0, count).Select(i => (ReadOnlyMemory<byte>)random.Next(i * 17))];
            ReadOnlyMemory<byte>[] large = [.. Enumerable.Range(0, count).Select(_ => (ReadOnlyMemory<byte>)random.Next(1000))];
            foreach (var inputs in new[] { same, mixed, large })
            {
                using var batch = Paths.Named(path).Rent(count);
                batch.Hash(inputs).ShouldBe(OprfResult.Ok);
                var encoded = new byte[count * 32];
                batch.EncodeMultiples(ScalarOf(1), encoded);
                encoded.ShouldBe(inputs.SelectMany(i => Element.HashToGroup(i.Span).Bytes()));
            }
        }
    }

    private static Element[] SomeElements(int seed, int count)
    {
        var random = new SeededBytes(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextElement())];
    }

    private static PointBatch Decoded(string path, Element[] elements)
    {
        var batch = Paths.Named(path).Rent(elements.Length);
        batch.Decode(elements.SelectMany(e => e.Bytes()).ToArray()).ShouldBe(OprfResult.Ok);
        return batch;
    }
}
