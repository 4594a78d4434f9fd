using Pmo.Bench.Runs;
using Pmo.Oprf;

namespace Pmo.Bench.Evaluation;

/// <summary>In a child: every step of the protocol, libsodium and OpenSSL in turn, per second and core.</summary>
internal static class PathRates
{
    public const string Name = "oprf-rates";
    public const string Multiply = "evaluate";
    public const string Evaluate = "evaluate_with_proof";
    public const string Blind = "blind";
    public const string Unblind = "unblind";
    public const string Verify = "verify";
    public const string Libsodium = "libsodium";
    public const string OpenSsl = "openssl_p256";

    // The peers take each point by itself: a quarter of the batch tells their rate as well.
    private const int PeerPoints = Batch.Size / 4;

    public static int Run(IReadOnlyList<string> rest)
    {
        var batch = new Batch(Batch.Size);
        var small = new Batch(Batch.SmallSize);
        List<Side> sides = [new(Multiply, Batch.Size, batch.Multiply, small.Multiply)];
        if (Sodium.IsThere)
        {
            sides.Add(new(Libsodium, PeerPoints, SodiumSide(batch.Blinded)));
        }

        sides.Add(new(Evaluate, Batch.Size, batch.Evaluate, small.Evaluate));
        if (Crypto.IsThere)
        {
            sides.Add(new(OpenSsl, PeerPoints, new P256(PeerPoints).MultiplyAll));
        }

        sides.Add(new(Blind, Batch.Size, batch.Blind, small.Blind));
        sides.Add(new(Verify, Batch.Size, batch.Verify, small.Verify));
        sides.Add(new(Unblind, Batch.Size, batch.Unblind, small.Unblind));
        return PathProcess.Answer(Alternation.Rates(sides, PathProcess.Budget(rest)));
    }

    private static Action SodiumSide(byte[] elements)
    {
        var scalar = new byte[Scalar.Size];
        Scalar.Random().CopyTo(scalar);
        var result = new byte[Element.Size];
        return () =>
        {
            for (var i = 0; i < PeerPoints; i++)
            {
                if (Sodium.ScalarMultiply(result, scalar, elements.AsSpan(i * Element.Size, Element.Size)) != 0)
                {
                    throw new InvalidOperationException("libsodium refused a valid element.");
                }
            }
        };
    }
}
