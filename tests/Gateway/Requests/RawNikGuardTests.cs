using System.Text;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Requests;

/// <summary>A program that sends NIKs instead of tokens is stopped wherever it puts them, and nothing keeps them.</summary>
public sealed class RawNikGuardTests(Stack stack) : IClassFixture<Stack>
{
    // Of nobody: serial below 5000. Every test has its own, so that one test's trace is not taken for another's.
    private static string Nik(int test) => Part.Nik(4900 + test);

    [Fact]
    public async Task Nik_in_the_query_is_refused() => await RefusedAsync(Nik(0), n => ApiRequest.Get("/v1/catalog?nik=" + n));

    [Fact]
    public async Task Nik_percent_encoded_in_the_query_is_refused() => await RefusedAsync(
        Nik(1), n => ApiRequest.Get("/v1/catalog?nik=" + string.Concat(n.Select(c => $"%{(int)c:X2}"))));

    [Fact]
    public async Task Nik_in_the_path_is_refused() => await RefusedAsync(Nik(2), n => ApiRequest.Get("/v1/datasets/" + n));

    [Fact]
    public async Task Nik_in_a_header_is_refused() => await RefusedAsync(Nik(3), n => ListRun.Open(stack.NewPartner(), 3, key: n));

    [Fact]
    public async Task Nik_in_json_is_refused() => await RefusedAsync(
        Nik(4), n => ApiRequest.Json("POST", "/v1/checks", $$"""{"rows":1,"datasets":["{{n}}"]}"""));

    [Fact]
    public async Task Nik_as_a_json_number_is_refused() => await RefusedAsync(Nik(5), n => ApiRequest.Json("POST", "/v1/checks", $$"""{"rows":{{n}}}"""));

    [Fact]
    public async Task Nik_behind_json_escapes_is_refused() => await RefusedAsync(
        Nik(6), n => ApiRequest.Json("POST", "/v1/checks", $$"""{"rows":1,"kind":"{{Escape(n)}}"}"""));

    [Fact]
    public async Task Nik_in_an_unreadable_body_is_refused() => await RefusedAsync(Nik(7), n => ApiRequest.Json("POST", "/v1/checks", $"{{ {n}"));

    [Fact]
    public async Task Nik_outside_the_api_is_refused()
    {
        using var response = await stack.Http.GetAsync(new Uri(stack.Origin, "/connect/token?nik=" + Nik(8)), TestContext.Current.CancellationToken);

        (await ApiCaller.ReadAsync(response)).ShouldBeRefused(400, "raw_nik_refused");
        Leaks(Nik(8)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nik_in_a_row_of_an_upload_is_refused()
    {
        var owner = stack.Caller("dinsos");
        (await owner.SendAsync(ListRun.Create(owner, "rollup"))).ShouldBe(201);
        var upload = (await owner.SendAsync(ListRun.OpenUpload(owner, "rollup", 1))).ShouldBe(201).Read<UploadOpened>().UploadId;
        var tokens = await ListRun.TokensAsync(owner, upload, 7);
        var keyId = (await owner.StatementAsync()).KeyId;

        var refused = await owner.SendAsync(ListRun.PutRows("rollup", upload, tokens, keyId, $",\"ref\":\"{Nik(9)}\""));

        refused.ShouldBeRefused(400, "raw_nik_refused");
        Leaks(Nik(9)).ShouldBeEmpty();
        (await owner.SendAsync(ListRun.PutRows("rollup", upload, tokens, keyId, ",\"ref\":\"A-18710101019000\""))).ShouldBe(200);
    }

    [Fact]
    public async Task Numbers_that_are_no_nik_pass()
    {
        var partner = stack.NewPartner();
        var id = "00-0af7651916cd43dd8448eb211c80319c-1871010101900001-01";

        (await partner.SendAsync(ListRun.Open(partner, 1, "9999999999999999").With("traceparent", id))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Open(partner, 1, "a1871010101900001f-hex"))).ShouldBe(201);
        (await partner.SendAsync(ListRun.Open(partner, 1, "18710101019000011"))).ShouldBe(201);
    }

    private async Task RefusedAsync(string nik, Func<string, ApiRequest> make)
    {
        var partner = stack.NewPartner();

        var answer = await partner.SendAsync(make(nik).With("Accept-Language", "en"));

        answer.ShouldBeRefused(400, "raw_nik_refused");
        answer.Text.ShouldNotContain(nik);
        var entry = stack.Database.Entries(partner.Organisation).Single();
        (entry.GetProperty("decision").GetString(), entry.GetProperty("reasons")[0].GetString()).ShouldBe(("deny", "raw_nik_refused"));
        stack.Database.Sessions(partner.Organisation).ShouldBe(0);
        Leaks(nik).ShouldBeEmpty();
    }

    // Every other digit, so that neither a search for digits nor one for escapes alone finds it.
    private static string Escape(string digits) => string.Concat(digits.Select((c, i) => i % 2 == 0 ? $"\\u00{(int)c:x2}" : c.ToString()));

    private IEnumerable<string> Leaks(string text) => Files.Holding(stack.Data, Encoding.ASCII.GetBytes(text));
}
