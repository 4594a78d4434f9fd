using Pmo.Oprf.Batch;
using Pmo.Oprf.Lanes;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Vectors;

/// <summary>RFC 9496's own examples on every path, at every lane.</summary>
public sealed class Rfc9496Tests
{
    private const int Lanes = 9;

    public static TheoryData<string> All => Paths.All;

    public static TheoryData<string> WithLanes => Paths.WithLanes;

    [Theory]
    [MemberData(nameof(All))]
    public void Multiples_of_the_generator_come_out(string path)
    {
        var engine = new BatchEngine(Paths.Named(path));
        var generators = Enumerable.Repeat(Rfc9496.Multiples[1], Lanes).SelectMany(Hex).ToArray();
        for (var k = 1; k < Rfc9496.Multiples.Length; k++)
        {
            var multiples = new byte[generators.Length];
            engine.Multiply(ScalarOf((byte)k), generators, multiples).ShouldBe(OprfResult.Ok);
            multiples.Chunk(Element.Size).ShouldAllBe(m => Convert.ToHexStringLower(m) == Rfc9496.Multiples[k]);
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Multiples_are_decoded_and_encoded_to_themselves(string path)
    {
        var all = Rfc9496.Multiples.Skip(1).SelectMany(Hex).ToArray();
        var again = new byte[all.Length];
        new BatchEngine(Paths.Named(path)).Multiply(ScalarOf(1), all, again).ShouldBe(OprfResult.Ok);
        again.ShouldBe(all);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Bad_encodings_are_refused_at_every_lane(string path)
    {
        var engine = new BatchEngine(Paths.Named(path));
        foreach (var bad in Rfc9496.BadEncodings)
        {
            for (var at = 0; at < Lanes; at++)
            {
                var bytes = Enumerable.Repeat(Rfc9496.Multiples[5], Lanes).SelectMany(Hex).ToArray();
                Hex(bad).CopyTo(bytes, at * Element.Size);
                engine.Check(bytes).ShouldBe(new OprfResult(OprfError.NonCanonicalElement, at), bad);
            }
        }
    }

    [Theory]
    [MemberData(nameof(WithLanes))]
    public void Elements_are_derived_in_lanes(string path) => Paths.Run(path, Derive<FourLanes>, Derive<EightLanes>);

    // Lanes encode the double of a point, so the doubles are compared: in a group of odd order nothing is lost by it.
    private static void Derive<V>()
        where V : unmanaged, ILanes<V>
    {
        for (var start = 0; start < Rfc9496.Derived.Length; start++)
        {
            LaneElement<V> first = default, second = default;
            for (var lane = 0; lane < V.Count; lane++)
            {
                var uniform = Hex(At(start + lane).Uniform);
                first.Load(lane, uniform.AsSpan(0, 32));
                second.Load(lane, uniform.AsSpan(32));
            }

            LaneRistretto<V>.Derive(first, second, out var point);
            var encoded = new byte[V.Count * Element.Size];
            LaneCodec<V>.EncodeDoubled([point], encoded);
            for (var lane = 0; lane < V.Count; lane++)
            {
                var expected = ElementOf(At(start + lane).Element);
                Convert.ToHexStringLower(encoded.AsSpan(lane * Element.Size, Element.Size)).ShouldBe(expected.Add(expected).Encoded());
            }
        }
    }

    private static (string Uniform, string Element) At(int index) => Rfc9496.Derived[index % Rfc9496.Derived.Length];
}
