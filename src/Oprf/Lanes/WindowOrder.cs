using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Lanes;

/// <summary>The points of one window by falling absolute digit, those with digit 0 left out. Public.</summary>
internal sealed class WindowOrder : IDisposable
{
    private readonly PooledArray<int> _rows;
    private readonly PooledArray<int> _ends;

    /// <param name="digits">Digit of each point, at most <paramref name="buckets"/> from 0.</param>
    /// <param name="first">Index of the first of these points.</param>
    /// <param name="buckets">The largest absolute digit there may be.</param>
    public WindowOrder(ReadOnlySpan<short> digits, int first, int buckets)
    {
        _rows = new PooledArray<int>(digits.Length);
        _ends = new PooledArray<int>(buckets + 1);
        var ends = _ends.Span;
        ends.Clear();
        foreach (short digit in digits)
            ends[Math.Abs((int)digit)]++;
        int start = 0;
        for (int value = buckets; value > 0; value--)
        {
            int next = start + ends[value];
            ends[value] = start;
            start = next;
        }
        Length = start;
        var rows = _rows.Span;
        for (int i = 0; i < digits.Length; i++)
        {
            if (digits[i] != 0)
                rows[ends[Math.Abs((int)digits[i])]++] = ((first + i) << 1) | (digits[i] < 0 ? 1 : 0);
        }
    }

    /// <summary>Points with another digit than 0.</summary>
    public int Length { get; }

    /// <summary>Point indices, doubled, plus one where the digit is negative.</summary>
    public ReadOnlySpan<int> Rows => _rows.Span[..Length];

    /// <summary>At [d]: how many points have an absolute digit of d or more, for d from 1.</summary>
    public ReadOnlySpan<int> Ends => _ends.Span;

    public void Dispose()
    {
        _rows.Dispose();
        _ends.Dispose();
    }
}
