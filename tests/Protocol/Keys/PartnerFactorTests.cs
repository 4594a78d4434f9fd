using System.Security.Cryptography;
using System.Text;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Protocol.Tests.Keys;

public sealed class PartnerFactorTests
{
    private static readonly byte[] PairKey = Enumerable.Range(0, 32).Select(i => (byte)i).ToArray();

    [Fact]
    public void Derivation_is_the_one_that_the_protocol_writes_down()
    {
        // The info string by hand: "pmo-factor-v1", then each part behind its length in two bytes.
        var info = Encoding.ASCII.GetBytes("pmo-factor-v1\0\u00072026-11\0\u0003nik\0\u000dcsr-nusantara\0\u00011");
        var expected = Scalar.FromUniformBytes(HKDF.DeriveKey(HashAlgorithmName.SHA512, PairKey, 64, [], info));

        PartnerFactor.Derive(PairKey, KeyId.Of(IdentityKind.Nik, "2026-11", 1), "csr-nusantara").ShouldBe(expected);
    }

    [Fact]
    public void Every_part_of_the_name_makes_another_factor()
    {
        Scalar[] factors =
        [
            PartnerFactor.Derive(PairKey, KeyId.Of(IdentityKind.Nik, "2026-11", 1), "csr-a"),
            PartnerFactor.Derive(PairKey, KeyId.Of(IdentityKind.Nik, "2026-11", 1), "csr-b"),
            PartnerFactor.Derive(PairKey, KeyId.Of(IdentityKind.Kk, "2026-11", 1), "csr-a"),
            PartnerFactor.Derive(PairKey, KeyId.Of(IdentityKind.Nik, "2026-12", 1), "csr-a"),
            PartnerFactor.Derive(PairKey, KeyId.Of(IdentityKind.Nik, "2026-11", 2), "csr-a"),
            PartnerFactor.Derive(RandomNumberGenerator.GetBytes(32), KeyId.Of(IdentityKind.Nik, "2026-11", 1), "csr-a"),
        ];

        for (var i = 0; i < factors.Length; i++)
        {
            for (var j = i + 1; j < factors.Length; j++)
            {
                factors[i].Equals(factors[j]).ShouldBeFalse($"{i} and {j}");
            }
        }
    }
}
