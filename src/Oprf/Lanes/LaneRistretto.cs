using System.Runtime.CompilerServices;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Lanes;

/// <summary>Decoding and element derivation (RFC 9496 sections 4.3.1 and 4.3.4), one element in each lane.</summary>
internal static class LaneRistretto<V>
    where V : unmanaged, ILanes<V>
{
    /// <summary>Decode, from where s is known to be canonical and not negative; see <see cref="RistrettoEncoding.TryDecode"/>.</summary>
    /// <returns>All ones in the lanes that hold an element. What comes out for the others is no point.</returns>
    [SkipLocalsInit]
    public static V Decode(in LaneElement<V> s, out LanePoint<V> p)
    {
        var ss = s.Squared();
        var u1 = (LaneConstants<V>.One - ss).Carried();
        var u2 = LaneConstants<V>.One + ss;
        var u2u2 = u2.Squared();
        var v = (LaneConstants<V>.D * u1.Squared() + u2u2).Carried().Negated();
        var wasSquare = LaneElement<V>.SquareRootOfRatio(LaneConstants<V>.One, v * u2u2, out var invSqrt);

        var denX = invSqrt * u2;
        var denY = invSqrt * denX * v;
        p.X = ((s + s) * denX).Absolute();
        p.Y = u1 * denY;
        p.Z = LaneConstants<V>.One;
        p.T = p.X * p.Y;
        var bad = p.T.NegativeMask() | p.Y.ZeroMask();
        return wasSquare & (wasSquare ^ bad);
    }

    /// <summary>Derives an element from the two halves of 64 uniform bytes.</summary>
    [SkipLocalsInit]
    public static void Derive(in LaneElement<V> first, in LaneElement<V> second, out LanePoint<V> p)
    {
        Map(first, out p);
        Map(second, out var q);
        LaneCached<V>.From(q, out var cached);
        LanePoint<V>.Add(p, cached, out var sum);
        sum.Write(out p);
    }

    /// <summary>MAP: the Elligator map of one field element, tight.</summary>
    [SkipLocalsInit]
    private static void Map(in LaneElement<V> t, out LanePoint<V> p)
    {
        var one = LaneConstants<V>.One;
        var r = LaneConstants<V>.SqrtMinusOne * t.Squared();
        var u = (r + one) * LaneConstants<V>.OneMinusDSquared;
        var v = (LaneConstants<V>.MinusOne - r * LaneConstants<V>.D) * (r + LaneConstants<V>.D);

        var wasSquare = LaneElement<V>.SquareRootOfRatio(u, v, out var root);
        var s = LaneElement<V>.Select(wasSquare, root, (root * t).Absolute().Negated());
        var c = LaneElement<V>.Select(wasSquare, LaneConstants<V>.MinusOne, r);
        var n = (c * (r - one) * LaneConstants<V>.DMinusOneSquared - v).Carried();

        var ss = s.Squared();
        var sv = s * v;
        var w0 = sv + sv;
        var w1 = n * LaneConstants<V>.SqrtADMinusOne;
        var w2 = one - ss;
        var w3 = one + ss;
        p.X = w0 * w3;
        p.Y = w2 * w1;
        p.Z = w1 * w3;
        p.T = w0 * w2;
    }
}
