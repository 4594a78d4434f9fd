using System.Security.Cryptography;

namespace Pmo.Bench.Tokens;

/// <summary>What no token can cost less than: .NET's own P-256, one signature made (the token) and two verified (assertion and proof), of the same sizes.</summary>
internal static class PlainSignatures
{
    private const int TokenBytes = 600;
    private const int AssertionBytes = 280;
    private const int ProofBytes = 560;

    /// <summary>Processor seconds for one.</summary>
    public static double Measure(int count)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        var (assertion, proof) = (RandomNumberGenerator.GetBytes(AssertionBytes), RandomNumberGenerator.GetBytes(ProofBytes));
        var (first, second) = (key.SignData(assertion, HashAlgorithmName.SHA256), key.SignData(proof, HashAlgorithmName.SHA256));
        var before = Environment.CpuUsage.TotalTime;
        for (var i = 0; i < count; i++)
        {
            key.SignData(token, HashAlgorithmName.SHA256);
            if (!key.VerifyData(assertion, first, HashAlgorithmName.SHA256) || !key.VerifyData(proof, second, HashAlgorithmName.SHA256))
            {
                throw new InvalidOperationException("A right signature was refused.");
            }
        }

        return (Environment.CpuUsage.TotalTime - before).TotalSeconds / count;
    }
}
