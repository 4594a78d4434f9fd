using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Audit;

/// <summary>No durable entry, no answer; and nothing in the entries that must not be there.</summary>
public sealed class AuditTrailTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Granted_check_has_its_decisions_and_outcomes()
    {
        var partner = stack.NewPartner();

        var answer = await ListRun.CheckAsync(partner, 11, 12);

        var entries = stack.Database.Entries(partner.Organisation).Where(e => e.TryGetProperty("session", out _)).ToList();
        entries.Select(Describe).ShouldBe([
            "allow check", "outcome check 201", "outcome evaluate 200", "outcome check 200", "allow check", "outcome check 200"]);
        entries.Where(e => Text(e, "decision") == "outcome").Select(e => Text(e, "previous")).Distinct().Count().ShouldBe(2);
        entries.ShouldAllBe(e => Text(e, "session") == answer.CheckId && Text(e, "agreement") == partner.Agreement && Text(e, "purpose") == Policies.Purpose);
        Text(entries[4], "id").ShouldBe(answer.Receipt);
        Text(entries[5], "previous").ShouldBe(answer.Receipt);
        (entries[5].GetProperty("rows").GetInt32(), entries[5].GetProperty("matched").GetInt32()).ShouldBe((2, 0));
        entries[0].GetProperty("datasets").EnumerateArray().Select(d => d.GetString()).ShouldBe(["pkh", "zakat"]);
        entries.ShouldAllBe(e => Text(e, "user") == partner.Organisation && e.GetProperty("policy").GetString()!.StartsWith("sha256:"));
    }

    [Fact]
    public async Task Without_a_decision_entry_nothing_is_asked_and_nothing_charged()
    {
        var partner = stack.NewPartner();
        await partner.TokenAsync();
        await using var matching = await Observer.StartAsync(_ => Task.CompletedTask);
        stack.ReplaceMatching(matching.Address);
        stack.Database.BreakAudit("allow");
        try
        {
            (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBeRefused(503, "storage_unavailable");
            (await partner.CatalogAsync()).ShouldBeRefused(503, "storage_unavailable");
        }
        finally
        {
            stack.Database.MendAudit();
            stack.Restore();
        }

        matching.Seen.ShouldBeEmpty();
        stack.Database.Used(partner.Agreement).ShouldBe(0);
        (await partner.SendAsync(ListRun.Open(partner, 5, "k"))).ShouldBe(201);
    }

    [Fact]
    public async Task Without_an_outcome_entry_nothing_is_disclosed()
    {
        var partner = stack.NewPartner();
        var check = await ListRun.PrepareAsync(partner, 21, 22);
        ApiAnswer withheld;
        stack.Database.BreakAudit("outcome");
        try
        {
            withheld = await partner.SendAsync(ListRun.Commit(check));
            (await partner.CatalogAsync()).ShouldBeRefused(503, "storage_unavailable");
        }
        finally
        {
            stack.Database.MendAudit();
        }

        withheld.ShouldBeRefused(503, "audit_unavailable");
        withheld.Text.ShouldNotContain("results");
        (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200).Read<CheckAnswer>().Rows.ShouldBe(2);
    }

    [Fact]
    public async Task Without_an_entry_for_a_refusal_there_is_not_even_the_refusal()
    {
        stack.Database.BreakAudit("deny");
        try
        {
            (await stack.NewPartner().SendAsync(ApiRequest.Get("/v1/catalog") with { Token = "" })).ShouldBeRefused(503, "storage_unavailable");
        }
        finally
        {
            stack.Database.MendAudit();
        }
    }

    [Fact]
    public async Task Thief_of_all_files_finds_no_nik_no_token_and_no_proof()
    {
        var partner = stack.NewPartner();
        var (token, check) = (await partner.TokenAsync(), await ListRun.OpenAsync(partner, 2));
        var (part, request) = (new Part(4701, 4702), ApiRequest.Get("/v1/catalog"));
        var proof = partner.Proof(request, token).Sign();
        (await partner.SendAsync(request with { Proofs = [proof] })).ShouldBe(200);
        var statement = await partner.StatementAsync();
        var tokens = part.Tokens((await partner.SendAsync(ListRun.Evaluate(check, part.Blinded))).ShouldBe(200).Body, statement);
        (await partner.SendAsync(ListRun.Put(check, tokens, statement.KeyId))).ShouldBe(200);
        (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200);

        byte[][] planted =
        [
            Encoding.ASCII.GetBytes(Part.Nik(4701)), Encoding.Unicode.GetBytes(Part.Nik(4701)), Encoding.ASCII.GetBytes(Part.Nik(4702)),
            Encoding.ASCII.GetBytes(token), Encoding.ASCII.GetBytes(token.Split('.')[2]), Encoding.ASCII.GetBytes(proof.Split('.')[2]),
            tokens[32..64], tokens[64..96], Encoding.ASCII.GetBytes(Convert.ToHexString(tokens[32..64])),
            Encoding.ASCII.GetBytes(System.Buffers.Text.Base64Url.EncodeToString(tokens.AsSpan(32, 32))),
        ];
        planted.SelectMany(needle => Files.Holding(stack.Data, needle)).ShouldBeEmpty();

        // That the search finds what is there:
        Files.Holding(stack.Data, Encoding.ASCII.GetBytes(check)).ShouldNotBeEmpty();
    }

    [Fact]
    public void First_entry_names_the_agreements_in_force()
    {
        var first = stack.Database.Entries()[0];

        (Text(first, "kind"), Text(first, "operation")).ShouldBe(("config", "policy-load"));
        Text(first, "policy")!.ShouldStartWith("sha256:");
    }

    private static string Describe(JsonElement entry) =>
        $"{Text(entry, "decision")} {Text(entry, "operation")} {(entry.TryGetProperty("status", out var status) ? status : "")}".TrimEnd();

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
