using System.Text;
using Pmo.Oprf.Batch;
using static Pmo.Oprf.Tests.Encodings;

namespace Pmo.Oprf.Tests.Vectors;

public sealed class Rfc9497Tests
{
    public static MatrixTheoryData<string, int> PathsAndVectors => new(Paths.Names, [0, 1, 2]);

    [Fact]
    public void There_are_single_and_batch_vectors() => Rfc9497.Vectors.Select(v => v.Inputs.Length).ShouldBe([1, 1, 2]);

    [Fact]
    public void Key_pair_is_derived_from_the_seed() // RFC 9497 section 3.2.1; here only because the product draws its keys
    {
        byte[] input = [.. Rfc9497.Seed, 0, (byte)Rfc9497.KeyInfo.Length, .. Rfc9497.KeyInfo, 0];
        var key = VoprfSuite.HashToScalar(input, Encoding.ASCII.GetBytes("DeriveKeyPairOPRFV1-\u0001-ristretto255-SHA512"));
        key.Bytes().ShouldBe(Rfc9497.SecretKey);

        var publicKey = new byte[32];
        Voprf.PublicKey(key, publicKey);
        publicKey.ShouldBe(Rfc9497.PublicKey);
    }

    [Theory]
    [MemberData(nameof(PathsAndVectors))]
    public void The_whole_exchange_is_that_of_the_rfc(string path, int index)
    {
        var voprf = new BatchEngine(Paths.Named(path));
        var v = Rfc9497.Vectors[index];
        int n = v.Inputs.Length;
        var key = ScalarOf(Convert.ToHexString(Rfc9497.SecretKey));
        var blinds = v.Blinds.Select(b => ScalarOf(Convert.ToHexString(b))).ToArray();

        var blinded = new byte[n * 32];
        voprf.Blind([.. v.Inputs.Select(i => (ReadOnlyMemory<byte>)i)], blinds, blinded).ShouldBe(OprfResult.Ok);
        blinded.ShouldBe(v.Blinded);

        var evaluated = new byte[n * 32];
        var proof = new byte[Voprf.ProofSize];
        voprf.Evaluate(key, blinded, evaluated, proof, ScalarOf(Convert.ToHexString(v.Nonce))).ShouldBe(OprfResult.Ok);
        evaluated.ShouldBe(v.Evaluated);
        proof.ShouldBe(v.Proof);
        voprf.Verify(Rfc9497.PublicKey, blinded, evaluated, proof).ShouldBe(OprfResult.Ok);

        var tokens = new byte[n * 32];
        voprf.Unblind(blinds, evaluated, tokens).ShouldBe(OprfResult.Ok);
        for (int i = 0; i < n; i++)
        {
            var output = new byte[Voprf.OutputSize];
            Voprf.Finalize(v.Inputs[i], tokens.AsSpan(i * 32, 32), output);
            output.ShouldBe(v.Outputs[i]);
        }
    }

    [Fact]
    public void The_group_tag_is_that_of_the_rfc()
    {
        var expected = new byte[64];
        ExpandMessage.Expand("x"u8, Rfc9497.GroupTag, expected);
        Element.HashToGroup("x"u8).ShouldBe(Element.FromUniformBytes(expected));
    }
}
