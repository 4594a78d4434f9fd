using Pmo.AuditLog.Notes;

namespace Pmo.AuditLog.Tests.Notes;

public sealed class Ed25519SignatureTests
{
    // RFC 8032 §7.1, tests 1 to 3.
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Vectors_of_the_rfc(string seed, string key, string message, string signature)
    {
        var (s, k, m) = (Convert.FromHexString(seed), Convert.FromHexString(key), Convert.FromHexString(message));

        Ed25519Signature.PublicKey(s).ShouldBe(k);
        Convert.ToHexStringLower(Ed25519Signature.Sign(s, m)).ShouldBe(signature);
        Ed25519Signature.Verify(k, m, Convert.FromHexString(signature)).ShouldBeTrue();
        Ed25519Signature.Verify(k, [.. m, 0], Convert.FromHexString(signature)).ShouldBeFalse();
        Ed25519Signature.Verify(k, m, Convert.FromHexString(signature)[..63]).ShouldBeFalse();
    }

    // Under the identity as a key, (identity, 0) is a signature of everything; under the others, of one message in a few.
    [Theory]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0100000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000080")]
    [InlineData("ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05")]
    [InlineData("26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a")]
    [InlineData("c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa")]
    public void Key_of_small_order_is_refused(string key)
    {
        var forged = new byte[64];
        forged[0] = 1;

        Ed25519Signature.IsAcceptable(Convert.FromHexString(key)).ShouldBeFalse();
        Ed25519Signature.Verify(Convert.FromHexString(key), [1], forged).ShouldBeFalse();
    }

    // y = p + 0 … 18 are second writings of small numbers.
    [Fact]
    public void Key_that_is_not_reduced_is_refused()
    {
        for (var low = 0xED; low <= 0xFF; low++)
        {
            byte[] key = [(byte)low, .. Enumerable.Repeat((byte)0xFF, 30), 0x7F];
            Ed25519Signature.IsAcceptable(key).ShouldBeFalse();
            key[31] |= 0x80;
            Ed25519Signature.IsAcceptable(key).ShouldBeFalse();
        }

        Ed25519Signature.IsAcceptable([0xEB, .. Enumerable.Repeat((byte)0xFF, 30), 0x7F]).ShouldBeTrue();
        Ed25519Signature.IsAcceptable(new byte[31]).ShouldBeFalse();
    }

    // RFC 8032 §5.1.7: S below the group's order, or each signature has a second writing.
    [Fact]
    public void Signature_with_s_not_reduced_is_refused()
    {
        var seed = Enumerable.Repeat((byte)7, 32).ToArray();
        var (key, signature) = (Ed25519Signature.PublicKey(seed), Ed25519Signature.Sign(seed, [1]));
        var order = Convert.FromHexString("edd3f55c1a631258d69cf7a2def9de1400000000000000000000000000000010");
        for (var (i, carry) = (0, 0); i < 32; i++)
        {
            carry += signature[32 + i] + order[i];
            signature[32 + i] = (byte)carry;
            carry >>= 8;
        }

        Ed25519Signature.Verify(key, [1], signature).ShouldBeFalse();
    }
}
