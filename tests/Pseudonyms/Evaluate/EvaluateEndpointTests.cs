using System.Security.Cryptography;
using Pmo.Hosting.Decisions;
using Pmo.Oprf;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Pseudonyms.Tests.Evaluate;

public sealed class EvaluateEndpointTests
{
    [Theory]
    [InlineData("nik", "check")]
    [InlineData("kk", "check")]
    [InlineData("nik", "upload")]
    public async Task Answers_tokens_under_the_partners_key_with_a_proof(string kind, string operation)
    {
        await using var host = await PseudonymsHost.StartAsync();
        var part = BlindedPart.Of(3, kind);
        using var response = await host.EvaluateAsync(part.Bytes, host.Decide(kind: kind, operation: operation));
        var answer = await response.ShouldBeAnsweredAsync();
        var statement = await host.StatementAsync(kind);
        var tokens = part.Tokens(answer, statement.PublicKey);

        IdentityKind.TryParse(kind, out var identity).ShouldBeTrue();
        var key = host.Keys.PartnerKey(identity, "csr-nusantara");
        for (var i = 0; i < part.Inputs.Count; i++)
        {
            var expected = new byte[Element.Size];
            Element.HashToGroup(part.Inputs[i].Span).Multiply(key).Encode(expected);
            tokens.AsSpan(i * Element.Size, Element.Size).ToArray().ShouldBe(expected);
        }

        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/octet-stream");
        response.Headers.GetValues(PmoHeaders.Key).ShouldBe([$"{kind}.2026-11.1"]);
        response.Headers.GetValues(PmoHeaders.Outcome).ShouldBe(["rows=3, matched=0"]);
        response.Headers.GetValues(PmoHeaders.Audit).ShouldBe(["7"]);
        (await host.TodayAsync()).Partner.ShouldBe(3, "the canary is not charged");
    }

    [Fact]
    public async Task Full_part_and_the_rest_after_it_are_answered()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var n = PartPlan.MaxPersons + 1;
        foreach (var (number, persons) in new[] { (0, PartPlan.MaxPersons), (1, 1) })
        {
            var part = BlindedPart.Of(persons);
            using var response = await host.EvaluateAsync(part.Bytes, host.Decide(part: number, n: n));
            part.Tokens(await response.ShouldBeAnsweredAsync(), (await host.StatementAsync()).PublicKey);
        }

        (await host.TodayAsync()).Partner.ShouldBe(n);
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream; charset=utf-8")]
    public async Task Other_content_type_is_refused_and_costs_nothing(string type)
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var response = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide(), type: type);
        await response.ShouldBeRefusedAsync(415, "media_type_unsupported");
        (await host.TodayAsync()).Partner.ShouldBe(0);
    }

    [Fact]
    public async Task Domain_header_must_be_the_sessions_kind()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var part = BlindedPart.Of(3);
        using (var other = await host.EvaluateAsync(part.Bytes, host.Decide(), domain: "kk"))
        {
            await other.ShouldBeRefusedAsync(422, "domain_mismatch");
        }

        using var same = await host.EvaluateAsync(part.Bytes, host.Decide(), domain: "nik");
        await same.ShouldBeAnsweredAsync();
    }

    [Theory]
    [InlineData("nik", "kk")]
    [InlineData("kk", "nik")]
    public async Task Part_of_an_upload_is_evaluated_once_for_each_kind_and_each_counts(string first, string second)
    {
        await using var host = await PseudonymsHost.StartAsync();
        foreach (var kind in (string[])[first, second])
        {
            var part = BlindedPart.Of(3, kind);
            foreach (var _ in (int[])[1, 2])
            {
                using var response = await host.EvaluateAsync(part.Bytes, host.Decide(kind: kind, operation: "upload"), domain: kind);
                part.Tokens(await response.ShouldBeAnsweredAsync(), (await host.StatementAsync(kind)).PublicKey);
            }

            using var other = await host.EvaluateAsync(BlindedPart.Of(3, kind, first: 100).Bytes, host.Decide(kind: kind, operation: "upload"));
            await other.ShouldBeRefusedAsync(422, "part_differs");
        }

        (await host.TodayAsync()).Partner.ShouldBe(12, "three persons of each kind, and as many refused");
    }

    [Fact]
    public async Task Second_kind_does_not_get_past_a_ceiling()
    {
        await using var host = await PseudonymsHost.StartAsync(settings: ["--Pseudonyms:PartnerCeilingPerDay=5"]);
        using var first = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide(operation: "upload"));
        await first.ShouldBeAnsweredAsync();
        using var second = await host.EvaluateAsync(BlindedPart.Of(3, "kk").Bytes, host.Decide(kind: "kk", operation: "upload"));
        await second.ShouldBeRefusedAsync(429, "ceiling_reached");
    }

    [Fact]
    public async Task Check_is_of_one_kind()
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var first = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, host.Decide());
        await first.ShouldBeAnsweredAsync();
        using var second = await host.EvaluateAsync(BlindedPart.Of(3, "kk").Bytes, host.Decide(kind: "kk"));
        await second.ShouldBeRefusedAsync(409, "session_mismatch");
    }

    [Fact]
    public async Task Session_that_has_ended_is_refused_to_the_second()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var part = BlindedPart.Of(3);
        using (var ended = await host.EvaluateAsync(part.Bytes, host.Decide(until: host.Time.GetUtcNow())))
        {
            await ended.ShouldBeRefusedAsync(409, "session_expired");
        }

        using var last = await host.EvaluateAsync(part.Bytes, host.Decide(until: host.Time.GetUtcNow().AddSeconds(1)));
        await last.ShouldBeAnsweredAsync();
    }

    [Theory]
    [InlineData("catalog", true, true, 401, "decision_required")]
    [InlineData("keys", true, true, 401, "decision_required")]
    [InlineData("check", false, true, 400, "header_missing")]
    [InlineData("check", true, false, 400, "header_missing")]
    public async Task Evaluates_only_a_part_of_a_check_or_an_upload(string operation, bool session, bool part, int status, string code)
    {
        await using var host = await PseudonymsHost.StartAsync();
        var decision = host.Decide(operation: operation);
        decision = decision with { Session = session ? "c1" : null, Part = part ? 0 : null };
        using var response = await host.EvaluateAsync(BlindedPart.Of(3).Bytes, decision);
        await response.ShouldBeRefusedAsync(status, code);
        (await host.TodayAsync()).Partner.ShouldBe(0);
    }

    [Fact]
    public async Task Gateway_bypass_is_refused_by_Pseudonyms()
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var response = await host.SendAsync(BlindedPart.Of(3).Bytes, decision: null);
        await response.ShouldBeRefusedAsync(401, "decision_required");
        using var keys = await host.Http.GetAsync(PseudonymsHost.KeysPath);
        await keys.ShouldBeRefusedAsync(401, "decision_required");
    }

    [Fact]
    public async Task Eavesdropper_cannot_use_a_decision_again()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var body = BlindedPart.Of(3).Bytes;
        var jws = host.Signer.Sign(host.Decide() with { Digest = ContentDigest.Of(body).ToString() });
        using (var first = await host.SendAsync(body, jws))
        {
            await first.ShouldBeAnsweredAsync();
        }

        using var second = await host.SendAsync(body, jws);
        await second.ShouldBeRefusedAsync(401, "decision_required");
    }

    [Fact]
    public async Task Forger_without_the_key_is_refused()
    {
        using var other = new DataFolder();
        await using var host = await PseudonymsHost.StartAsync();
        var body = BlindedPart.Of(3).Bytes;
        var forger = new DecisionSigner(DecisionKey.Read(other.DecisionKeyFile, "test"));
        using var response = await host.SendAsync(body, forger.Sign(host.Decide() with { Digest = ContentDigest.Of(body).ToString() }));
        await response.ShouldBeRefusedAsync(401, "decision_required");
    }

    [Fact]
    public async Task Decision_for_another_service_body_path_or_hour_is_refused()
    {
        await using var host = await PseudonymsHost.StartAsync();
        var body = BlindedPart.Of(3).Bytes;
        var right = host.Decide() with { Digest = ContentDigest.Of(body).ToString() };
        Decision[] wrong =
        [
            right with { Aud = "matching" },
            right with { Target = PseudonymsHost.KeysPath },
            right with { Digest = ContentDigest.Of(RandomNumberGenerator.GetBytes(128)).ToString() },
            right with { Iat = right.Iat - 120, Exp = right.Exp - 120 },
        ];
        foreach (var decision in wrong)
        {
            using var response = await host.SendAsync(body, host.Signer.Sign(decision));
            await response.ShouldBeRefusedAsync(401, "decision_required");
        }

        using var accepted = await host.SendAsync(body, host.Signer.Sign(right));
        await accepted.ShouldBeAnsweredAsync();
    }
}
