using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Alarms;
using Pmo.Gateway.Tests.AuditReading;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Alarms.Answers;

/// <summary>Alarms as data-protection officers read and close them, at a real Gateway.</summary>
public sealed class AlarmsEndpointTests(DpoStack stack) : IClassFixture<DpoStack>
{
    private const string Path = "/v1/audit/alarms";

    [Fact]
    public async Task Same_list_again_is_an_alarm_with_both_receipts()
    {
        var partner = stack.NewPartner();
        var persons = Enumerable.Range(1, 20).ToArray();
        var first = await ListRun.CheckAsync(partner, persons);
        var second = await ListRun.CheckAsync(partner, persons);

        var found = (await LookAsync(partner, "same_list")).Alarms.ShouldHaveSingleItem();

        found.Entries.ShouldBe([first.Receipt, second.Receipt]);
        (found.Detail.Similarity, found.Detail.Persons, found.State).ShouldBe((100, 20, "open"));
    }

    [Fact]
    public async Task Owner_of_the_data_and_the_pmo_see_it_and_another_owner_does_not()
    {
        var partner = stack.NewPartner();
        await RefuseAsync(partner);

        (await LookAsync(partner, "refusals")).Scope.ShouldBe("all");
        var id = (await LookAsync(partner, "refusals")).Alarms.ShouldHaveSingleItem().Id;
        (await ReadAsync(stack.Dinsos, $"?organisation={partner.Organisation}")).Alarms.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await ReadAsync(stack.Baznas, $"?organisation={partner.Organisation}")).Alarms.ShouldBeEmpty();
        (await CloseAsync(stack.Baznas, id)).ShouldBeRefused(404, "not_found");
        (await CloseAsync(stack.Dinsos, id)).ShouldBe(200);
    }

    [Fact]
    public async Task Closing_is_once_with_an_entry_and_a_retry_gets_the_same_answer()
    {
        var partner = stack.NewPartner();
        await RefuseAsync(partner);
        var id = (await LookAsync(partner, "refusals")).Alarms[0].Id;

        var answer = (await CloseAsync(stack.Pmo, id, "follow-up", "Sudah ditanya lewat telepon", "k-1")).ShouldBe(200).Read<AlarmItem>();
        (answer.State, answer.Verdict, answer.Note, answer.ClosedBy).ShouldBe(("closed", "follow-up", "Sudah ditanya lewat telepon", "dpo-pmo/dpo-pmo"));
        (await CloseAsync(stack.Pmo, id, "follow-up", "Sudah ditanya lewat telepon", "k-1")).ShouldBe(200).Read<AlarmItem>().ClosedAt.ShouldBe(answer.ClosedAt);
        (await CloseAsync(stack.Pmo, id, "fair", "lain")).ShouldBeRefused(409, "alarm_closed");

        (await ReadAsync(stack.Pmo, $"?state=open&organisation={partner.Organisation}")).Alarms.ShouldBeEmpty();
        var entry = stack.Database.Entries("dpo-pmo").Single(e => e.GetProperty("operation").GetString() == "alarm-closed" && e.GetProperty("previous").GetString() == id);
        entry.GetProperty("reasons")[0].GetString().ShouldBe("follow_up");
        entry.ToString().ShouldNotContain("telepon");
    }

    [Theory]
    [InlineData("""{"verdict":"fine","note":"x"}""", "verdict")]
    [InlineData("""{"verdict":"fair","note":" "}""", "note")]
    [InlineData("""{"verdict":"fair","note":"a\u0000b"}""", "note")]
    public async Task Verdict_or_note_that_is_none_is_refused_by_name(string body, string field) =>
        (await stack.Pmo.SendAsync(ApiRequest.Json("POST", $"{Path}/x/close", body))).ShouldSatisfyAllConditions(
            a => a.ShouldBeRefused(400, "field_invalid"), a => a.Read<Problem>().Errors!.ShouldHaveSingleItem().Field.ShouldBe(field));

    [Fact]
    public async Task Note_with_a_nik_or_without_end_is_refused()
    {
        (await CloseAsync(stack.Pmo, "x", note: "1871014101900001 ternyata salah")).ShouldBeRefused(400, "raw_nik_refused");
        (await CloseAsync(stack.Pmo, "x", note: new string('a', 501))).ShouldBeRefused(400, "field_invalid");
        (await stack.Pmo.SendAsync(ApiRequest.Json("POST", $"{Path}/x/close", "[]"))).ShouldBeRefused(400, "malformed");
        (await CloseAsync(stack.Pmo, "x'--")).ShouldBeRefused(404, "not_found");
    }

    [Fact]
    public async Task Nobody_judges_the_use_by_their_own_organisation()
    {
        for (var i = 0; i < 10; i++)
        {
            (await stack.Caller("dinsos").SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":5}""").Under("nobodys-agreement"))).Status.ShouldBe(403);
        }

        var found = (await LookAsync(stack.Caller("dinsos"), "refusals")).Alarms.ShouldHaveSingleItem();

        (await ReadAsync(stack.Dinsos, "?organisation=dinsos&kind=refusals")).Alarms.ShouldHaveSingleItem();
        (await CloseAsync(stack.Dinsos, found.Id)).ShouldBeRefused(403, "alarm_own_use");
        (await CloseAsync(stack.Pmo, found.Id)).ShouldBe(200);
    }

    [Fact]
    public async Task Partner_without_the_role_is_refused()
    {
        (await stack.NewPartner().SendAsync(ApiRequest.Get(Path))).ShouldBeRefused(403, "role_required");
        (await CloseAsync(stack.NewPartner(), "x")).ShouldBeRefused(403, "role_required");
    }

    [Theory]
    [InlineData("state=shut", "state")]
    [InlineData("kind=everything", "kind")]
    [InlineData("organisation=dinsos'%20OR%201=1--", "organisation")]
    [InlineData("from=yesterday", "from")]
    [InlineData("to=2026-02-30", "to")]
    [InlineData("limit=0", "limit")]
    [InlineData("until=2026-01-01", "until")]
    [InlineData("state=open&state=closed", "state")]
    public async Task Filter_that_does_not_parse_or_injects_is_refused_by_name(string query, string field) =>
        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?{query}"))).ShouldSatisfyAllConditions(
            a => a.ShouldBeRefused(400, "field_invalid"), a => a.Read<Problem>().Errors!.ShouldHaveSingleItem().Field.ShouldBe(field));

    [Fact]
    public async Task Pages_are_whole_and_a_cursor_is_its_querys_own()
    {
        var (one, two) = (stack.NewPartner(), stack.NewPartner());
        await RefuseAsync(one);
        await RefuseAsync(two);
        await LookAsync(one, "refusals");

        var first = await ReadAsync(stack.Pmo, "?kind=refusals&limit=1");
        var second = await ReadAsync(stack.Pmo, $"?kind=refusals&limit=1&cursor={first.Next}");

        first.Alarms[0].Organisation.ShouldNotBe(second.Alarms[0].Organisation);
        (await stack.Pmo.SendAsync(ApiRequest.Get($"{Path}?cursor={first.Next}"))).ShouldBeRefused(400, "cursor_invalid");
        (await stack.Dinsos.SendAsync(ApiRequest.Get($"{Path}?kind=refusals&cursor={first.Next}"))).ShouldBeRefused(400, "cursor_invalid");
        (await stack.Pmo.SendAsync(ApiRequest.Get($"/v1/audit/entries?cursor={first.Next}"))).ShouldBeRefused(400, "cursor_invalid");
    }

    private async Task<AlarmPage> LookAsync(ApiCaller about, string kind)
    {
        await stack.Gateway.GetRequiredService<AlarmEvaluator>().RunOnceAsync(TestContext.Current.CancellationToken);
        return await ReadAsync(stack.Pmo, $"?organisation={about.Organisation}&kind={kind}");
    }

    // Of pkh only, so that it concerns dinsos and not baznas.
    private static async Task RefuseAsync(ApiCaller partner)
    {
        for (var i = 0; i < 10; i++)
        {
            (await partner.SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":5,"datasets":["pkh"]}""").Under(partner.Agreement)))
                .ShouldBeRefused(403, "narrowing_not_permitted");
        }
    }

    private static Task<ApiAnswer> CloseAsync(ApiCaller caller, string id, string verdict = "fair", string note = "Wajar", string? key = null)
    {
        var request = ApiRequest.Json("POST", $"{Path}/{id}/close", $$"""{"verdict":"{{verdict}}","note":"{{note}}"}""");
        return caller.SendAsync(key is null ? request : request.With("Idempotency-Key", key));
    }

    private static async Task<AlarmPage> ReadAsync(ApiCaller caller, string query = "") =>
        (await caller.SendAsync(ApiRequest.Get(Path + query))).ShouldBe(200).Read<AlarmPage>();
}
