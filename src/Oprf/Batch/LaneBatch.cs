using System.Buffers;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Lanes;

namespace Pmo.Oprf.Batch;

/// <summary>Batches in vector registers: groups of as many points as there are lanes, the last one filled up with neutral points.</summary>
internal sealed class LaneBatch<V>(int count) : PointBatch
    where V : unmanaged, ILanes<V>
{
    // Points that share one inversion when they are encoded, and what a core takes at a time.
    private const int Chunk = 128;

    private readonly LanePoint<V>[] _groups = ArrayPool<LanePoint<V>>.Shared.Rent(Groups(count));

    public override OprfResult Decode(ReadOnlySpan<byte> encoded)
    {
        using var input = new PooledArray<byte>(encoded);
        return Cores.FirstRefusal(count, Chunk, (from, to) =>
        {
            for (int at = from; at < to; at += V.Count)
            {
                var encodings = input.Span[(at * Element.Size)..(Math.Min(at + V.Count, to) * Element.Size)];
                var result = LaneCodec<V>.Decode(encodings, out _groups[at / V.Count]);
                if (!result.IsOk)
                    return result with { Index = at + result.Index };
            }
            return OprfResult.Ok;
        });
    }

    public override OprfResult Hash(IReadOnlyList<ReadOnlyMemory<byte>> inputs) => Cores.FirstRefusal(count, Chunk, (from, to) =>
    {
        for (int at = from; at < to; at += V.Count)
        {
            int identity = LaneCodec<V>.Hash(inputs, at, Math.Min(at + V.Count, to), out _groups[at / V.Count]);
            if (identity >= 0)
                return new OprfResult(OprfError.IdentityElement, identity);
        }
        return OprfResult.Ok;
    });

    public override void EncodeMultiples(Scalar k, Span<byte> encoded)
    {
        using var digits = new PooledArray<V>(SignedDigits.Count);
        LaneMultiplication<V>.WriteDigits(k.Multiply(Scalar.OneHalf), digits.Span);
        using var output = new PooledArray<byte>(encoded.Length);
        Cores.ForEach(count, Chunk, (from, to) =>
        {
            using var products = new PooledBuffer<LanePoint<V>>(Groups(to - from));
            _groups.AsSpan(from / V.Count, products.Span.Length).CopyTo(products.Span);
            foreach (ref var product in products.Span)
                LaneMultiplication<V>.Multiply(digits.Span, ref product);
            LaneCodec<V>.EncodeDoubled(products.Span, output.Span[(from * Element.Size)..(to * Element.Size)]);
        });
        output.Span.CopyTo(encoded);
    }

    public override void EncodeMultiples(ReadOnlySpan<Scalar> scalars, Span<byte> encoded)
    {
        using var factors = new PooledArray<Scalar>(scalars);
        using var output = new PooledArray<byte>(encoded.Length);
        Cores.ForEach(count, Chunk, (from, to) =>
        {
            using var products = new PooledBuffer<LanePoint<V>>(Groups(to - from));
            using var digits = new PooledBuffer<V>(SignedDigits.Count);
            using var halves = new PooledBuffer<Scalar>(V.Count);
            _groups.AsSpan(from / V.Count, products.Span.Length).CopyTo(products.Span);
            for (int at = from, group = 0; at < to; at += V.Count, group++)
            {
                int lanes = Math.Min(V.Count, to - at);
                for (int lane = 0; lane < lanes; lane++)
                    halves.Span[lane] = factors.Span[at + lane].Multiply(Scalar.OneHalf);
                LaneMultiplication<V>.WriteDigits(halves.Span[..lanes], digits.Span);
                LaneMultiplication<V>.Multiply(digits.Span, ref products.Span[group]);
            }
            LaneCodec<V>.EncodeDoubled(products.Span, output.Span[(from * Element.Size)..(to * Element.Size)]);
        });
        output.Span.CopyTo(encoded);
    }

    public override ExtendedPoint PublicSum(ReadOnlySpan<byte> weights) => LaneSum<V>.Of(weights, _groups.AsSpan(0, Groups(count)));

    public override void Dispose() => ArrayPool<LanePoint<V>>.Shared.Return(_groups, clearArray: true);

    private static int Groups(int points) => (points + V.Count - 1) / V.Count;
}
