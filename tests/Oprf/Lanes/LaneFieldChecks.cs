using System.Runtime.InteropServices;
using Pmo.Oprf.Field;
using Pmo.Oprf.Lanes;

namespace Pmo.Oprf.Tests.Lanes;

/// <summary>Every lane of every field operation against the portable field: over a million random values, and the edges.</summary>
internal static class LaneFieldChecks<V>
    where V : unmanaged, ILanes<V>
{
    private const int Rounds = 200_000 / 8;
    private const ulong Full26 = (1UL << 26) - 1;
    private const ulong Full25 = (1UL << 25) - 1;
    private const ulong TightOdd = (1UL << 25) + (1UL << 18) - 1;

    /// <summary>0, 1, p-1, p, p+1, full limbs (2^255-1), 2p-1 as far as limbs hold it, tight bounds, one full limb each, patterns.</summary>
    private static readonly ulong[][] Edges =
    [
        Limbs(0, 0, 0),
        Limbs(1, 0, 0),
        Limbs(Full26 - 19, Full26, Full25),
        Limbs(Full26 - 18, Full26, Full25),
        Limbs(Full26 - 17, Full26, Full25),
        Limbs(Full26, Full26, Full25),
        Limbs(Full26, Full26, TightOdd),
        .. Enumerable.Range(0, 10).Select(at => Enumerable.Range(0, 10).Select(i => i != at ? 0 : i % 2 == 0 ? Full26 : TightOdd).ToArray()),
        Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? Full26 : 0UL).ToArray(),
        Enumerable.Range(0, 10).Select(i => i % 2 == 0 ? 0UL : TightOdd).ToArray(),
        Limbs(0x2aaaaaa, 0x1555555, 0xaaaaaa),
    ];

    public static void Over_a_million_random_results_are_those_of_the_portable_field()
    {
        var random = new SeededBytes(60);
        var bytes = new byte[2 * V.Count * 32];
        int compared = 0;
        for (int round = 0; round < Rounds * 8 / V.Count; round++)
        {
            if (round % 16 == 0)
                bytes = random.Next(bytes.Length);
            else
                Permute(bytes, round);
            LaneElement<V> a = default, b = default;
            for (int lane = 0; lane < V.Count; lane++)
            {
                a.Load(lane, bytes.AsSpan(lane * 32, 32));
                b.Load(lane, bytes.AsSpan((V.Count + lane) * 32, 32));
            }
            compared += Compare(a, b);
        }
        compared.ShouldBeGreaterThanOrEqualTo(1_000_000);
    }

    public static void Edges_in_every_lane_beside_other_edges_are_those_of_the_portable_field()
    {
        for (int i = 0; i < Edges.Length; i++)
        {
            for (int j = 0; j < Edges.Length; j += V.Count)
            {
                LaneElement<V> a = default, b = default;
                for (int lane = 0; lane < V.Count; lane++)
                {
                    Put(ref a, lane, Edges[(i + lane) % Edges.Length]);
                    Put(ref b, lane, Edges[(j + lane) % Edges.Length]);
                }
                Compare(a, b);
                var root = LaneElement<V>.SquareRootOfRatio(a, b, out var r);
                var inverse = a.Inverted();
                for (int lane = 0; lane < V.Count; lane++)
                {
                    FieldElement x = a.At(lane), y = b.At(lane);
                    ulong mask = FieldElement.SquareRootOfRatio(x, y, out var expected);
                    Word(root, lane).ShouldBe(mask);
                    Same(r.At(lane), expected);
                    Same(inverse.At(lane), x.Inverted());
                    Word(a.ZeroMask(), lane).ShouldBe(x.ZeroMask());
                    Word(LaneElement<V>.EqualMask(a, b), lane).ShouldBe(FieldElement.EqualMask(x, y));
                }
            }
        }
    }

    public static void Random_roots_and_inverses_are_those_of_the_portable_field()
    {
        var random = new SeededBytes(61);
        for (int round = 0; round < 500 / V.Count; round++)
        {
            LaneElement<V> a = default, b = default;
            for (int lane = 0; lane < V.Count; lane++)
            {
                a.Load(lane, random.Next(32));
                b.Load(lane, random.Next(32));
            }
            var square = LaneElement<V>.SquareRootOfRatio(a, b, out var r);
            var inverse = a.Inverted();
            for (int lane = 0; lane < V.Count; lane++)
            {
                Word(square, lane).ShouldBe(FieldElement.SquareRootOfRatio(a.At(lane), b.At(lane), out var expected));
                Same(r.At(lane), expected);
                Same(inverse.At(lane), a.At(lane).Inverted());
            }
        }
    }

    public static void The_loosest_factors_do_not_overflow()
    {
        // The limits that Multiply and Square state: sixfold tight by threefold even and fivefold odd limbs; twofold.
        LaneElement<V> left = default, right = default, square = default;
        for (int lane = 0; lane < V.Count; lane++)
        {
            Put(ref left, lane, Limbs(6 * Full26, 6 * Full26, 6 * TightOdd));
            Put(ref right, lane, Limbs(3 * Full26, 3 * Full26, 5 * TightOdd));
            Put(ref square, lane, Limbs(2 * Full26, 2 * Full26, 2 * TightOdd));
        }
        FieldElement x = left.Carried().At(0), y = right.Carried().At(0), z = square.Carried().At(0);
        for (int lane = 0; lane < V.Count; lane++)
        {
            Same((left * right).At(lane), x * y);
            Same(square.Squared().At(lane), z.Squared());
        }
        AllTight(left * right);
        AllTight(square.Squared());
    }

    /// <summary>Sums of two doublings and the like, whose limits the point formulas need.</summary>
    public static void The_sums_of_the_point_formulas_are_right_at_their_limits()
    {
        foreach (var edge in Edges)
        {
            foreach (var other in Edges)
            {
                LaneElement<V> a = default, b = default;
                for (int lane = 0; lane < V.Count; lane++)
                {
                    Put(ref a, lane, edge);
                    Put(ref b, lane, other);
                }
                FieldElement x = a.At(0), y = b.At(0);
                LaneElement<V> sum = a, difference = b;
                LaneElement<V>.SumAndDifference(ref sum, ref difference);
                Same(sum.Carried().At(0), (x + y).Carried());
                Same(difference.Carried().At(0), (x - y).Carried());

                LaneElement<V> e = a, f = b, g = b, h = a;
                LaneElement<V>.FinishDouble(ref e, ref f, ref g, ref h);
                Same(h.Carried().At(0), (x + y).Carried());
                Same(g.Carried().At(0), (x - y).Carried());
                Same((f * LaneConstants<V>.One).At(0), ((y + y + y).Carried() - x).Carried());
                Same((LaneConstants<V>.One * e).At(0), y.Negated());
            }
        }
    }

    private static int Compare(in LaneElement<V> a, in LaneElement<V> b)
    {
        LaneElement<V> sum = (a + b).Carried(), difference = (a - b).Carried(), product = a * b, square = a.Squared();
        var mixed = (a + b) * (a - b);
        AllTight(product);
        AllTight(square);
        for (int lane = 0; lane < V.Count; lane++)
        {
            FieldElement x = a.At(lane), y = b.At(lane);
            Same(sum.At(lane), (x + y).Carried());
            Same(difference.At(lane), (x - y).Carried());
            Same(product.At(lane), x * y);
            Same(square.At(lane), x.Squared());
            Same(mixed.At(lane), (x + y) * (x - y));
        }
        return 5 * V.Count;
    }

    private static void Permute(byte[] bytes, int round)
    {
        // Cheaper than fresh hashes: other pairs, other bytes in each place.
        bytes.AsSpan(0, bytes.Length - 31).Reverse();
        bytes[round % bytes.Length] ^= (byte)round;
    }

    private static void AllTight(LaneElement<V> x)
    {
        var limbs = MemoryMarshal.Cast<LaneElement<V>, ulong>(MemoryMarshal.CreateSpan(ref x, 1));
        for (int i = 0; i < limbs.Length; i++)
        {
            if (limbs[i] > (i / V.Count % 2 == 0 ? Full26 : TightOdd))
                Assert.Fail($"limb {i / V.Count} is not tight");
        }
    }

    private static ulong[] Limbs(ulong first, ulong even, ulong odd) => [first, odd, even, odd, even, odd, even, odd, even, odd];

    private static void Put(ref LaneElement<V> x, int lane, ulong[] limbs)
    {
        var words = MemoryMarshal.Cast<LaneElement<V>, ulong>(MemoryMarshal.CreateSpan(ref x, 1));
        for (int i = 0; i < limbs.Length; i++)
            words[(i * V.Count) + lane] = limbs[i];
    }

    private static ulong Word(V lanes, int lane) => MemoryMarshal.Cast<V, ulong>(MemoryMarshal.CreateSpan(ref lanes, 1))[lane];

    private static void Same(in FieldElement actual, in FieldElement expected)
    {
        if (FieldElement.EqualMask(actual, expected) == 0)
            Assert.Fail("a lane differs from the portable field");
    }
}
