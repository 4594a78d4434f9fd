using System.Security.Cryptography;

namespace Pmo.Bench.Evaluation;

/// <summary>
/// OpenSSL's P-256: one random scalar times many random points by EC_POINT_mul, which on x86-64 is its hand-written nistz256.
/// Points are decoded before and results stay projective: OpenSSL is charged for the bare multiplication only.
/// </summary>
internal sealed class P256
{
    private const int ScalarBytes = 32;

    // Never freed: they live as long as the process that measures.
    private readonly nint _group = Crypto.NewGroup(Crypto.Prime256v1);
    private readonly nint _context = Crypto.NewContext();
    private readonly nint _scalar;
    private readonly nint _result;
    private readonly nint[] _points;

    public P256(int points)
    {
        _scalar = RandomScalar();
        _result = Crypto.NewPoint(_group);
        _points = new nint[points];
        for (var i = 0; i < points; i++)
        {
            _points[i] = Crypto.NewPoint(_group);
            Expect(Crypto.Multiply(_group, _points[i], RandomScalar(), 0, 0, _context));
        }
    }

    public void MultiplyAll()
    {
        foreach (var point in _points)
        {
            Expect(Crypto.Multiply(_group, _result, 0, point, _scalar, _context));
        }
    }

    private static nint RandomScalar()
    {
        var bytes = RandomNumberGenerator.GetBytes(ScalarBytes);
        bytes[0] &= 0x7F; // below the group's order
        return Crypto.NewNumber(bytes, bytes.Length, 0);
    }

    private static void Expect(int outcome)
    {
        if (outcome != 1)
        {
            throw new InvalidOperationException("EC_POINT_mul failed.");
        }
    }
}
