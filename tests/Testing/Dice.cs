namespace Pmo.Testing;

/// <summary>A seeded generator (xorshift64*), so that a failing case can be run again.</summary>
public sealed class Dice(ulong seed)
{
    private ulong _state = seed * 0x9E3779B97F4A7C15 + 1;

    /// <summary>From 0 to below <paramref name="below"/>.</summary>
    public int Next(int below)
    {
        _state ^= _state >> 12;
        _state ^= _state << 25;
        _state ^= _state >> 27;
        return (int)((_state * 0x2545F4914F6CDD1D >> 33) % (ulong)below);
    }

    /// <summary>True that many times out of a hundred.</summary>
    public bool Chance(int percent) => Next(100) < percent;

    public T Pick<T>(IReadOnlyList<T> of)
    {
        ArgumentNullException.ThrowIfNull(of);
        return of[Next(of.Count)];
    }
}
