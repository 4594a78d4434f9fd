using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Access;

/// <summary>What agreements do not allow, and how it is told.</summary>
public sealed class OpenRuleTests(Stack stack) : IClassFixture<Stack>
{
    [Theory]
    [InlineData("csr-odd", "no-such", "no_agreement")]
    [InlineData("csr-odd", "csr-01-pks", "no_agreement")]
    [InlineData("csr-odd", "Not An Id", "no_agreement")]
    [InlineData("csr-odd", "odd-expired", "expired")]
    [InlineData("csr-odd", "odd-future", "not_yet_valid")]
    [InlineData("csr-odd", "odd-unapproved", "owner_not_approved")]
    [InlineData("csr-odd", "odd-list", "list_too_small")]
    [InlineData("csr-forbidden", "forbidden", "forbidden")]
    [InlineData("dinsos", "dinsos-pks", "purpose_not_permitted")]
    public async Task Agreement_that_does_not_allow_it_is_the_reason(string organisation, string agreement, string code)
    {
        var caller = stack.Caller(organisation);

        var answer = await caller.SendAsync(Open("""{"rows":3}""").Under(agreement));

        answer.ShouldBeRefused(403, code);
        var entry = stack.Database.Entries(organisation).Single(e => e.GetProperty("id").GetString() == answer.Header("Pmo-Audit"));
        (entry.GetProperty("decision").GetString(), entry.GetProperty("reasons")[0].GetString()).ShouldBe(("deny", code));
        stack.Database.Used(agreement).ShouldBe(0);
    }

    [Theory]
    [InlineData("odd-list", """{"rows":3}""", "pkh zakat")]
    [InlineData("odd-provider", """{"rows":51,"datasets":["pkh"]}""", "pkh")]
    [InlineData("no-such", """{"rows":3}""", null)]
    [InlineData("csr-01-pks", """{"rows":3}""", null)]
    public async Task Refused_check_that_names_no_datasets_is_seen_by_those_whom_its_agreement_names(string agreement, string json, string? datasets)
    {
        var answer = await stack.Caller("csr-odd").SendAsync(Open(json).Under(agreement));

        answer.Status.ShouldBe(403);
        var entry = stack.Database.Entries("csr-odd").Single(e => e.GetProperty("id").GetString() == answer.Header("Pmo-Audit"));
        (entry.TryGetProperty("datasets", out var named) ? string.Join(' ', named.EnumerateArray().Select(d => d.GetString())) : null).ShouldBe(datasets);
    }

    [Theory]
    [InlineData("""{"rows":51}""", Policies.Purpose, "list_too_large")]
    [InlineData("""{"rows":3,"kind":"kk"}""", Policies.Purpose, "kind_not_permitted")]
    [InlineData("""{"rows":3,"datasets":["dtsen"]}""", Policies.Purpose, "dataset_not_covered")]
    [InlineData("""{"rows":3,"datasets":[]}""", Policies.Purpose, "dataset_not_covered")]
    [InlineData("""{"rows":3,"datasets":[null]}""", Policies.Purpose, "dataset_not_covered")]
    [InlineData("""{"rows":3,"datasets":["pkh"]}""", Policies.Purpose, "narrowing_not_permitted")]
    [InlineData("""{"rows":3}""", "registration", "purpose_not_permitted")]
    [InlineData("""{"rows":3}""", "no-such-purpose", "purpose_not_permitted")]
    public async Task Request_that_goes_beyond_its_agreement_is_refused(string json, string purpose, string code)
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(Open(json).Under(partner.Agreement, purpose))).ShouldBeRefused(403, code);

        stack.Database.Used(partner.Agreement).ShouldBe(0);
    }

    [Fact]
    public async Task Check_may_be_narrowed_where_the_provider_is_disclosed() =>
        (await stack.Caller("csr-odd").SendAsync(Open("""{"rows":3,"datasets":["pkh"]}""").Under("odd-provider"))).ShouldBe(201);

    [Fact]
    public async Task Upload_of_more_than_a_million_rows_or_of_a_day_to_come_is_refused()
    {
        var owner = stack.Caller("baznas");
        (await owner.SendAsync(ListRun.Create(owner, "infak"))).ShouldBe(201);
        ApiRequest Upload(string day, int rows) => ApiRequest.Json("POST", "/v1/datasets/infak/uploads", $$"""{"mode":"replace","asOf":"{{day}}","rows":{{rows}}}""")
            .Under(owner.Agreement, "registration");

        (await owner.SendAsync(Upload("2026-01-01", 1_000_001))).ShouldBeRefused(400, "field_value");

        // It is 15 January, 19:00 WIB.
        (await owner.SendAsync(Upload("2026-01-16", 1))).ShouldBeRefused(400, "field_invalid");
        (await owner.SendAsync(Upload("2026-01-15", 1_000_000))).ShouldBe(201);
    }

    [Fact]
    public async Task Partner_cannot_upload_under_an_agreement_to_check()
    {
        var partner = stack.NewPartner();
        var request = ApiRequest.Json("POST", "/v1/datasets/pkh/uploads", """{"mode":"replace","asOf":"2026-01-01","rows":1}""");

        (await partner.SendAsync(request.Under(partner.Agreement))).ShouldBeRefused(403, "operation_not_permitted");
    }

    [Fact]
    public async Task Partner_cannot_make_or_close_anothers_dataset()
    {
        var dinsos = stack.Caller("dinsos");

        (await dinsos.SendAsync(ListRun.Create(dinsos, "zakat"))).ShouldBeRefused(403, "dataset_not_covered");
        (await dinsos.SendAsync(new ApiRequest("DELETE", "/v1/datasets/zakat").Under("dinsos-pks", "registration")))
            .ShouldBeRefused(403, "dataset_not_covered");
    }

    [Theory]
    [InlineData("id", "Perjanjian sudah berakhir")]
    [InlineData("en-GB, id;q=0.5", "The agreement is over")]
    [InlineData("de", "Perjanjian sudah berakhir")]
    public async Task Refusal_speaks_the_callers_language(string language, string begins)
    {
        var answer = await stack.Caller("csr-odd").SendAsync(Open("""{"rows":3}""").Under("odd-expired").With("Accept-Language", language));

        answer.Json.GetProperty("detail").GetString()!.ShouldStartWith(begins);
        answer.Header("Content-Language").ShouldBe(begins.StartsWith("The", StringComparison.Ordinal) ? "en" : "id");
    }

    [Theory]
    [InlineData(PmoHeaders.Agreement)]
    [InlineData(PmoHeaders.Purpose)]
    public async Task Header_that_is_missing_is_named(string header)
    {
        var partner = stack.NewPartner();

        var answer = await partner.SendAsync(ListRun.Open(partner, 3).With(header, null));

        answer.ShouldBeRefused(400, "header_missing");
        answer.Text.ShouldContain(header);
    }

    [Fact]
    public async Task Free_text_of_a_refused_request_does_not_get_into_the_log()
    {
        var partner = stack.NewPartner();
        var token = await partner.TokenAsync();
        var secret = token[..100];

        (await partner.SendAsync(Open($$"""{"rows":3,"datasets":["{{secret}}","dtsen"]}""").Under(secret, secret))).ShouldBeRefused(403, "no_agreement");

        Files.Holding(stack.Data, System.Text.Encoding.ASCII.GetBytes(secret)).ShouldBeEmpty();
        stack.Database.Entries(partner.Organisation).Single().GetProperty("datasets").EnumerateArray().Select(d => d.GetString()).ShouldBe(["dtsen"]);
    }

    private static ApiRequest Open(string json) => ApiRequest.Json("POST", "/v1/checks", json);
}
