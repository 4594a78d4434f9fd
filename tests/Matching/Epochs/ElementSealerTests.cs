using System.Security.Cryptography;
using Pmo.Matching.Epochs;
using Pmo.Matching.Tokens;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Tests.Epochs;

public sealed class ElementSealerTests
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _element = RandomNumberGenerator.GetBytes(32);
    private readonly byte[] _pseudonym = RandomNumberGenerator.GetBytes(Pseudonym.Size);

    [Fact]
    public void A_sealed_element_opens_in_its_own_row_only()
    {
        using var sealer = new ElementSealer(_key, "e1");
        using var other = new ElementSealer(_key, "e2");
        var content = new byte[EpochKeys.SealedSize];
        sealer.Seal(IdentityKind.Nik, _pseudonym, _element, content);
        var opened = new byte[32];
        sealer.Open(IdentityKind.Nik, _pseudonym, content, opened);
        opened.ShouldBe(_element);

        Should.Throw<CryptographicException>(() => sealer.Open(IdentityKind.Kk, _pseudonym, content, opened));
        Should.Throw<CryptographicException>(() => sealer.Open(IdentityKind.Nik, RandomNumberGenerator.GetBytes(16), content, opened));
        Should.Throw<CryptographicException>(() => other.Open(IdentityKind.Nik, _pseudonym, content, opened));
    }
}
