using System.Text;
using System.Text.Json.Nodes;
using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests.Noble;

/// <summary>blind, evaluate, verify, unblind, finalize with @noble/curves on the other side, both ways, on every path.</summary>
public sealed class InteropTests
{
    private const int Count = 11;

    private static readonly ReadOnlyMemory<byte>[] Inputs =
        [.. Enumerable.Range(0, Count).Select(i => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes($"nik:187101010170{i:D4}"))];

    private readonly Scalar _key = new SeededBytes(70).NextScalar();
    private readonly byte[] _publicKey = new byte[32];

    public InteropTests()
    {
        NobleCurves.Require();
        Voprf.PublicKey(_key, _publicKey);
    }

    public static TheoryData<string> All => Paths.All;

    [Theory]
    [MemberData(nameof(All))]
    public async Task Their_client_accepts_our_server(string path)
    {
        var voprf = new BatchEngine(Paths.Named(path));
        var client = await NobleCurves.Ask("blind", new JsonObject { ["inputs"] = Hex(Inputs) });
        byte[] blinded = NobleCurves.Bytes(client!["blinded"]), evaluated = new byte[Count * 32], proof = new byte[Voprf.ProofSize];
        voprf.Evaluate(_key, blinded, evaluated, proof).ShouldBe(OprfResult.Ok);

        var answer = await Finalize(client, evaluated, proof);
        NobleCurves.Bytes(answer!["outputs"]).ShouldBe(Outputs());

        proof[^1] ^= 1; // the proof is looked at indeed
        (await Finalize(client, evaluated, proof)).ShouldBeNull();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task Our_client_accepts_their_server(string path)
    {
        var voprf = new BatchEngine(Paths.Named(path));
        var blinds = Enumerable.Range(0, Count).Select(_ => Scalar.Random()).ToArray();
        byte[] blinded = new byte[Count * 32], tokens = new byte[Count * 32];
        voprf.Blind(Inputs, blinds, blinded).ShouldBe(OprfResult.Ok);

        var server = await NobleCurves.Ask("evaluate", new JsonObject
        {
            ["secretKey"] = Convert.ToHexStringLower(_key.Bytes()),
            ["publicKey"] = Convert.ToHexStringLower(_publicKey),
            ["blinded"] = NobleCurves.Hex(blinded, 32),
        });
        byte[] evaluated = NobleCurves.Bytes(server!["evaluated"]), proof = Convert.FromHexString(server["proof"]!.GetValue<string>());
        voprf.Verify(_publicKey, blinded, evaluated, proof).ShouldBe(OprfResult.Ok);
        voprf.Unblind(blinds, evaluated, tokens).ShouldBe(OprfResult.Ok);
        tokens.ShouldBe(Inputs.SelectMany(i => Element.HashToGroup(i.Span).Multiply(_key).Bytes()));
    }

    private Task<JsonNode?> Finalize(JsonNode client, byte[] evaluated, byte[] proof) => NobleCurves.Ask("finalize", new JsonObject
    {
        ["inputs"] = Hex(Inputs),
        ["blinds"] = client["blinds"]!.DeepClone(),
        ["blinded"] = client["blinded"]!.DeepClone(),
        ["evaluated"] = NobleCurves.Hex(evaluated, 32),
        ["publicKey"] = Convert.ToHexStringLower(_publicKey),
        ["proof"] = Convert.ToHexStringLower(proof),
    });

    private byte[] Outputs()
    {
        var outputs = new byte[Count * Voprf.OutputSize];
        for (int i = 0; i < Count; i++)
        {
            var token = Element.HashToGroup(Inputs[i].Span).Multiply(_key).Bytes();
            Voprf.Finalize(Inputs[i].Span, token, outputs.AsSpan(i * Voprf.OutputSize, Voprf.OutputSize));
        }
        return outputs;
    }

    private static JsonArray Hex(ReadOnlyMemory<byte>[] inputs) => [.. inputs.Select(i => JsonValue.Create(Convert.ToHexStringLower(i.Span)))];
}
