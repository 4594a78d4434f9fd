using System.Buffers;

namespace Pmo.Oprf.Batch;

/// <summary>Pooled room for one batch; cleared when given back, for it may have held hashed identities, tokens or blinds.</summary>
internal readonly ref struct PooledBuffer<T>(int count)
    where T : struct
{
    private readonly T[] _rented = ArrayPool<T>.Shared.Rent(count);

    public Span<T> Span => _rented.AsSpan(0, count);

    public void Dispose() => ArrayPool<T>.Shared.Return(_rented, clearArray: true);
}
