using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf.Batch;

/// <summary>
/// The self-test of a path: RFC 9497 appendix A.1.2, test vector 3, in every lane of a full group and of one that is not.
/// </summary>
internal static class KnownAnswer
{
    // More than the lanes of any path, and a multiple of none.
    private const int Count = 9;

    private const string Key = "e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909";

    private static readonly (string Input, string Blind, string Blinded, string Evaluated)[] Vector =
    [
        ("00",
            "64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706",
            "863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945",
            "aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e"),
        ("5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a5a",
            "222a5e897cf59db8145db8d16e597e8facb80ae7d4e26d9881aa6f61d645fc0e",
            "90a0145ea9da29254c3a56be4fe185465ebb3bf2a1801f7124bbbadac751e654",
            "cc5ac221950a49ceaa73c8db41b82c20372a4c8d63e5dded2db920b7eee36a2a"),
    ];

    public static bool IsGivenBy(BatchPath path) => Hashes(path) && Evaluates(path) && Refuses(path);

    private static bool Hashes(BatchPath path)
    {
        var blinds = All(v => v.Blind).Select(bytes => ScalarOf(bytes.Span)).ToArray();
        var blinded = new byte[Count * Element.Size];
        using var points = path.Rent(Count);
        if (!points.Hash(All(v => v.Input)).IsOk)
            return false;
        points.EncodeMultiples(blinds, blinded);
        return blinded.AsSpan().SequenceEqual(Joined(v => v.Blinded));
    }

    private static bool Evaluates(BatchPath path)
    {
        byte[] blinded = Joined(v => v.Blinded), weights = Joined(v => v.Blind);
        var evaluated = new byte[blinded.Length];
        using var points = path.Rent(Count);
        if (!points.Decode(blinded).IsOk)
            return false;
        points.EncodeMultiples(ScalarOf(Convert.FromHexString(Key)), evaluated);
        if (!evaluated.AsSpan().SequenceEqual(Joined(v => v.Evaluated)))
            return false;

        using var slow = new PortableBatch(Count);
        return slow.Decode(blinded).IsOk && RistrettoEncoding.AreEqual(points.PublicSum(weights), slow.PublicSum(weights));
    }

    /// <summary>An encoding with another sign is refused in the last lane of the full group.</summary>
    private static bool Refuses(BatchPath path)
    {
        const int At = 7;
        var bad = Joined(v => v.Blinded);
        bad[At * Element.Size] ^= 1;
        using var points = path.Rent(Count);
        return points.Decode(bad) == new OprfResult(OprfError.NonCanonicalElement, At);
    }

    private static ReadOnlyMemory<byte>[] All(Func<(string Input, string Blind, string Blinded, string Evaluated), string> part) =>
        [.. Enumerable.Range(0, Count).Select(i => (ReadOnlyMemory<byte>)Convert.FromHexString(part(Vector[i % Vector.Length])))];

    private static byte[] Joined(Func<(string Input, string Blind, string Blinded, string Evaluated), string> part) =>
        [.. All(part).SelectMany(bytes => bytes.ToArray())];

    private static Scalar ScalarOf(ReadOnlySpan<byte> bytes) =>
        Scalar.TryParse(bytes, out var s) ? s : throw new InvalidOperationException("A scalar of the self-test is not canonical.");
}
