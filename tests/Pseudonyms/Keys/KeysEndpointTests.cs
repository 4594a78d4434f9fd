using Pmo.Oprf;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms.Tests.Keys;

public sealed class KeysEndpointTests
{
    [Theory]
    [InlineData("nik")]
    [InlineData("kk")]
    public async Task States_the_key_that_evaluates(string kind)
    {
        await using var host = await PseudonymsHost.StartAsync();
        var part = BlindedPart.Of(2, kind);
        using var response = await host.EvaluateAsync(part.Bytes, host.Decide(n: 2, kind: kind));
        var statement = await host.StatementAsync(kind);

        var tokens = part.Tokens(await response.ShouldBeAnsweredAsync(), statement.PublicKey);

        tokens[..Element.Size].ShouldBe(statement.Canary);
        statement.ShouldBe(statement with
        {
            Partner = "csr-nusantara", Epoch = "2026-11", KeyId = $"{kind}.2026-11.1", State = "current", NotBefore = PseudonymsHost.Start,
        });
    }

    [Fact]
    public async Task Partners_have_unlike_keys()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var a = await host.StatementAsync(partner: "csr-nusantara");
        var b = await host.StatementAsync(partner: "baznas-lampung");
        a.PublicKey.ShouldNotBe(b.PublicKey);
        a.Canary.ShouldNotBe(b.Canary);
    }

    [Fact]
    public async Task Impostor_signs_statements_that_the_pin_refuses()
    {
        await using var host = await PseudonymsHost.StartAsync();
        await using var impostor = await PseudonymsHost.StartAsync();
        using var response = await impostor.GetKeysAsync();
        var statements = await response.ReadAsync<Protocol.Api.Statements>();
        statements.Keys.Count.ShouldBe(2);
        statements.Keys.ShouldAllBe(jws => KeyStatement.Read(jws, host.Keys.Fingerprint) == null);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("read")]
    public async Task Decision_for_another_operation_is_refused(string operation)
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var response = await host.GetKeysAsync(operation: operation);
        await response.ShouldBeRefusedAsync(401, "decision_required");
    }
}
