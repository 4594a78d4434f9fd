using System.Security.Cryptography;

namespace Pmo.Bench.Timing;

/// <summary>Unpredictable bits, drawn many at a time so that drawing does not disturb what is timed.</summary>
internal sealed class Coins
{
    private readonly byte[] _bytes = new byte[4096];
    private int _next = int.MaxValue;

    public bool Toss() => (Byte() & 1) != 0;

    /// <summary>0 to <paramref name="below"/> - 1, a power of two of at most 65,536.</summary>
    public int Next(int below) => (Byte() | (Byte() << 8)) & (below - 1);

    private byte Byte()
    {
        if (_next >= _bytes.Length)
        {
            RandomNumberGenerator.Fill(_bytes);
            _next = 0;
        }

        return _bytes[_next++];
    }
}
