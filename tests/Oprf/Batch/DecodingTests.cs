using Pmo.Oprf.Batch;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Batch;

/// <summary>Hostile encodings among good ones, at every lane, on every path.</summary>
public sealed class DecodingTests
{
    public static TheoryData<string> All => Paths.All;

    /// <summary>One of each kind in RFC 9496 appendix A.3, the generator's negative, and encodings of points of small order.</summary>
    private static IReadOnlyList<string> Bad =>
    [
        "00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371",
        "3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void A_bad_encoding_is_told_at_every_lane(string path)
    {
        var engine = new BatchEngine(Paths.Named(path));
        for (int at = 0; at < 17; at++)
        {
            var all = Bad.Select(b => (Hex(b), OprfError.NonCanonicalElement)).Append((new byte[32], OprfError.IdentityElement));
            foreach (var (bad, error) in all)
            {
                var bytes = Good(17);
                bad.CopyTo(bytes, at * 32);
                engine.Check(bytes).ShouldBe(new OprfResult(error, at));
            }
        }
        engine.Check(Good(17)).ShouldBe(OprfResult.Ok);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_first_of_several_is_told_whichever_core_meets_one_first(string path)
    {
        var engine = new BatchEngine(Paths.Named(path));
        var bytes = Good(1000);
        bytes.AsSpan(999 * 32, 32).Clear();
        Hex(Bad[0]).CopyTo(bytes, 500 * 32);
        bytes.AsSpan(130 * 32, 32).Clear();
        engine.Check(bytes).ShouldBe(new OprfResult(OprfError.IdentityElement, 130));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Random_and_mutated_bytes_are_judged_as_one_by_one(string path)
    {
        var engine = new BatchEngine(Paths.Named(path));
        var random = new SeededBytes(54);
        int refused = 0;
        for (int round = 0; round < 1500; round++)
        {
            var bytes = Good(9);
            for (int changes = random.NextBelow(3); changes > 0; changes--)
                bytes[random.NextBelow(bytes.Length)] ^= (byte)(1 << random.NextBelow(8));
            if (round % 3 == 0)
                random.Next(32).CopyTo(bytes, random.NextBelow(9) * 32);

            int expected = Enumerable.Range(0, 9).FirstOrDefault(i => !Element.TryDecode(bytes.AsSpan(i * 32, 32), out _), -1);
            engine.Check(bytes).Index.ShouldBe(expected);
            refused += expected >= 0 ? 1 : 0;
        }
        refused.ShouldBeInRange(500, 1499);
    }

    private static byte[] Good(int count)
    {
        var random = new SeededBytes(55);
        return [.. Enumerable.Range(0, count).SelectMany(_ => random.NextElement().Bytes())];
    }
}
