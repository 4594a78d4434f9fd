using System.Buffers;

namespace Pmo.Oprf.Batch;

/// <summary>
/// <see cref="PooledBuffer{T}"/> for work that several threads share, which no span can go to; cleared when given back.
/// </summary>
internal sealed class PooledArray<T>(int count) : IDisposable
    where T : struct
{
    private readonly T[] _rented = ArrayPool<T>.Shared.Rent(count);

    public PooledArray(ReadOnlySpan<T> source)
        : this(source.Length) => source.CopyTo(Span);

    public Span<T> Span => _rented.AsSpan(0, count);

    public void Dispose() => ArrayPool<T>.Shared.Return(_rented, clearArray: true);
}
