using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pmo.Oprf.Batch;
using Pmo.Oprf.Field;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Lanes;

/// <summary>Bytes to lanes and back, for one group of points at a time.</summary>
internal static class LaneCodec<V>
    where V : unmanaged, ILanes<V>
{
    /// <summary>Decodes up to <see cref="ILanes{T}.Count"/> x 32 bytes; lanes left over hold the neutral point.</summary>
    /// <returns>The first refusal, with the index within the group.</returns>
    public static OprfResult Decode(ReadOnlySpan<byte> encoded, out LanePoint<V> p)
    {
        LaneElement<V> s = default;
        for (int lane = 0; lane < encoded.Length / Element.Size; lane++)
            s.Load(lane, encoded.Slice(lane * Element.Size, Element.Size));
        var valid = LaneRistretto<V>.Decode(s, out p);

        var masks = Words(ref valid);
        for (int lane = 0; lane < encoded.Length / Element.Size; lane++)
        {
            // Whether an encoding is valid is no secret: a refusal is sent back with its index.
            var bytes = encoded.Slice(lane * Element.Size, Element.Size);
            if ((bytes[0] & 1) != 0 || !FieldElement.IsCanonical(bytes) || masks[lane] == 0)
                return new OprfResult(OprfError.NonCanonicalElement, lane);
            if (!bytes.ContainsAnyExcept((byte)0))
                return new OprfResult(OprfError.IdentityElement, lane);
        }
        return OprfResult.Ok;
    }

    /// <summary>HashToGroup of inputs [from, to), at most <see cref="ILanes{T}.Count"/>.</summary>
    /// <returns>The index of an input that hashes to the identity, else -1.</returns>
    public static int Hash(IReadOnlyList<ReadOnlyMemory<byte>> inputs, int from, int to, out LanePoint<V> p)
    {
        LaneElement<V> first = default, second = default;
        Span<byte> uniform = stackalloc byte[OneWayMap.InputSize];
        for (int i = from; i < to; i++)
        {
            VoprfSuite.ExpandForGroup(inputs[i].Span, uniform);
            first.Load(i - from, uniform[..FieldElement.Size]);
            second.Load(i - from, uniform[FieldElement.Size..]);
        }
        LaneRistretto<V>.Derive(first, second, out p);
        CryptographicOperations.ZeroMemory(uniform);
        first = default;
        second = default;

        var isIdentity = p.X.ZeroMask() | p.Y.ZeroMask();
        var masks = Words(ref isIdentity);
        for (int i = from; i < to; i++)
        {
            if (masks[i - from] != 0)
                return i;
        }
        return -1;
    }

    /// <summary>Encodes the doubles of points, destroying them.</summary>
    /// <param name="points">Groups of points.</param>
    /// <param name="encoded">n x 32 bytes out; n is at most what the groups hold.</param>
    public static void EncodeDoubled(Span<LanePoint<V>> points, Span<byte> encoded)
    {
        using var room = new PooledBuffer<LaneElement<V>>(points.Length);
        LaneEncoding<V>.EncodeDoubled(points, room.Span);
        for (int i = 0; i < encoded.Length / Element.Size; i++)
            points[i / V.Count].X.Store(i % V.Count, encoded.Slice(i * Element.Size, Element.Size));
    }

    private static Span<ulong> Words(ref V lanes) => MemoryMarshal.Cast<V, ulong>(MemoryMarshal.CreateSpan(ref lanes, 1));
}
