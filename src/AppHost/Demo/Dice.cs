using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Pmo.AppHost.Demo;

/// <summary>Numbers that look random and are the same at every start: SHA-256 of a fixed seed and a counter. Not for secrets.</summary>
internal sealed class Dice(string seed)
{
    private int _throws;

    /// <summary>0 to <paramref name="sides"/> − 1.</summary>
    public int Next(int sides)
    {
        var hash = SHA256.HashData(Encoding.ASCII.GetBytes(FormattableString.Invariant($"{seed}:{_throws++}")));
        return (int)(BinaryPrimitives.ReadUInt32BigEndian(hash) % (uint)sides);
    }

    /// <summary>One of them.</summary>
    public T Pick<T>(IReadOnlyList<T> of) => of[Next(of.Count)];
}
