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
    // Bytes of inputs that are hashed on the stack; identity numbers have twenty.
    private const int LaneInputLimit = 256;

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
        Span<byte> uniform = stackalloc byte[(to - from) * OneWayMap.InputSize];
        Expand(inputs, from, to, uniform);
        for (int i = 0; i < to - from; i++)
        {
            first.Load(i, uniform.Slice(i * OneWayMap.InputSize, FieldElement.Size));
            second.Load(i, uniform.Slice((i * OneWayMap.InputSize) + FieldElement.Size, FieldElement.Size));
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

    /// <summary>The uniform bytes of inputs [from, to): in lanes if all have one length, else one by one. Lengths are no secret.</summary>
    private static void Expand(IReadOnlyList<ReadOnlyMemory<byte>> inputs, int from, int to, Span<byte> uniform)
    {
        int length = inputs[from].Length;
        bool sameLength = true;
        for (int i = from + 1; i < to; i++)
            sameLength &= inputs[i].Length == length;
        if (!sameLength || length > LaneInputLimit)
        {
            for (int i = from; i < to; i++)
                VoprfSuite.ExpandForGroup(inputs[i].Span, uniform.Slice((i - from) * OneWayMap.InputSize, OneWayMap.InputSize));
            return;
        }
        Span<byte> messages = stackalloc byte[(to - from) * length];
        for (int i = from; i < to; i++)
            inputs[i].Span.CopyTo(messages[((i - from) * length)..]);
        LaneExpandMessage<V>.Expand(messages, VoprfSuite.GroupTag, uniform);
        CryptographicOperations.ZeroMemory(messages);
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
