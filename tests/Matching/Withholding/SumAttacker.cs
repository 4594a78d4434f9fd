namespace Pmo.Matching.Tests.Withholding;

/// <summary>
/// Knows sums of unknowns, and can compute every other sum that they determine: exact elimination, modulo a prime so that nothing overflows. A sum that is
/// determined over the rationals is determined here; the prime is so large that chance determines nothing more.
/// </summary>
internal sealed class SumAttacker(int unknowns)
{
    private const long Prime = 2_147_483_647;
    private readonly List<(int Pivot, long[] Row)> _rows = [];

    public void Learn(IEnumerable<int> sum)
    {
        var row = Reduce(Vector(sum));
        var pivot = Array.FindIndex(row, v => v != 0);
        if (pivot >= 0)
        {
            var inverse = Power(row[pivot], Prime - 2);
            _rows.Add((pivot, [.. row.Select(v => v * inverse % Prime)]));
        }
    }

    public bool Knows(IEnumerable<int> sum) => Reduce(Vector(sum)).All(v => v == 0);

    private long[] Vector(IEnumerable<int> sum)
    {
        var row = new long[unknowns];
        foreach (var i in sum)
        {
            row[i]++;
        }

        return row;
    }

    private long[] Reduce(long[] row)
    {
        foreach (var (pivot, known) in _rows)
        {
            var factor = row[pivot];
            if (factor != 0)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = (row[i] + ((Prime - factor) * known[i])) % Prime;
                }
            }
        }

        return row;
    }

    private static long Power(long value, long exponent)
    {
        long result = 1;
        for (; exponent > 0; exponent >>= 1, value = value * value % Prime)
        {
            result = (exponent & 1) == 1 ? result * value % Prime : result;
        }

        return result;
    }
}
