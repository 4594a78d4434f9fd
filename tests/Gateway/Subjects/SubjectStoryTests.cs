using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Destructions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Subjects;

/// <summary>An officer for data protection answers a person, through the door and with the real services behind it.</summary>
public sealed class SubjectStoryTests(DataStack stack) : IClassFixture<DataStack>
{
    private const string Case = "DPO/2026-017";

    private static ApiRequest Open(ApiCaller cleaner, string what, string body) =>
        ApiRequest.Json("POST", "/v1/subjects/" + what, body).Under(cleaner.Agreement, "subject-request");

    private static async Task<ApiAnswer> RunAsync(ApiCaller cleaner, ApiCaller officer, int person, string what = "access", string more = "")
    {
        var id = (await officer.SendAsync(Open(cleaner, what, $$"""{"case":"{{Case}}"{{more}}}"""))).ShouldBe(201).Read<SubjectOpened>().SubjectId;
        var tokens = await ListRun.TokensAsync(officer, id, person);
        (await officer.SendAsync(ApiRequest.Binary("PUT", $"/v1/subjects/{id}/parts/0", tokens).With(PmoHeaders.Key, (await officer.StatementAsync()).KeyId)))
            .ShouldBe(200);
        return (await officer.SendAsync(new ApiRequest("POST", $"/v1/subjects/{id}/commit"))).ShouldBe(200);
    }

    [Fact]
    public async Task Person_learns_what_is_held_and_who_asked_and_is_erased()
    {
        var (cleaner, officer) = stack.NewCleaner();
        var dataset = cleaner.Organisation + "-a";
        await DataStack.UploadAsync(cleaner, "a", 1, 7);
        await ListRun.CheckAsync(stack.NewPartner(), 1, 8);

        var told = (await RunAsync(cleaner, officer, 1)).Read<SubjectAnswer>();
        told.Datasets.Select(d => d.Id).ShouldBe([dataset, "pkh"]);
        told.Inquiries.ShouldContain(i => i.Operation == "check" && i.Purpose == Policies.Purpose && i.Datasets.SequenceEqual(new[] { "pkh" }));

        var erased = (await RunAsync(cleaner, officer, 1, "erase", ""","mode":"erase" """)).Read<SubjectAnswer>();
        erased.Datasets.Select(d => (d.Id, d.Rows)).ShouldBe([(dataset, 1)]);
        (await RunAsync(cleaner, officer, 1)).Read<SubjectAnswer>().Datasets.Select(d => d.Id).ShouldBe(["pkh"]);
        (await RunAsync(cleaner, officer, 1, "erase", ""","mode":"erase" """)).Read<SubjectAnswer>().Datasets.ShouldBeEmpty();

        // Every entry of the case names it, and what was destroyed is an entry too, once.
        var feed = stack.Gateway.GetRequiredService<DestructionFeed>();
        await Task.WhenAll(feed.PollAsync(default), feed.PollAsync(default));
        (await feed.PollAsync(default)).ShouldBeTrue();
        var entries = stack.Database.Entries();
        var destroyed = entries.Where(e => Text(e, "operation") == "destruction" && Text(e, "organisation") == cleaner.Organisation).ToList().ShouldHaveSingleItem();
        (Text(destroyed, "previous"), Text(destroyed, "kind"), destroyed.GetProperty("rows").GetInt32(), destroyed.GetProperty("reasons")[0].GetString())
            .ShouldBe((erased.Receipt, "config", 1, "erased"));
        entries.Single(e => Text(e, "id") == erased.Receipt).ShouldSatisfyAllConditions(
            e => Text(e, "case").ShouldBe(Case), e => Text(e, "operation").ShouldBe("subject"), e => Text(e, "purpose").ShouldBe("subject-request"));
        entries.Count(e => Text(e, "case") == Case && Text(e, "user") == officer.Organisation).ShouldBeGreaterThanOrEqualTo(16);
    }

    [Fact]
    public async Task Restricted_person_is_none_in_checks_of_everybody()
    {
        var (cleaner, officer) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 2);
        await RunAsync(cleaner, officer, 2, "erase", ""","mode":"restrict" """);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200).Read<DuplicatesPage>().Rows.ShouldBe(0);
        var held = (await RunAsync(cleaner, officer, 2)).Read<SubjectAnswer>().Datasets.Single(d => d.Owner == cleaner.Organisation);
        held.Records.ShouldHaveSingleItem().Restricted.ShouldBe(true);

        // Until the officer lifts it, under a case that stands in the log.
        var lifted = (await RunAsync(cleaner, officer, 2, "lift")).Read<SubjectAnswer>();
        lifted.Datasets.Select(d => (d.Owner, d.Rows)).ShouldBe([(cleaner.Organisation, 1)]);
        Text(stack.Database.Entries().Single(e => Text(e, "id") == lifted.Receipt), "case").ShouldBe(Case);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200).Read<DuplicatesPage>().Rows.ShouldBe(1);
        (await RunAsync(cleaner, officer, 2, "lift")).Read<SubjectAnswer>().Datasets.ShouldBeEmpty();
    }

    [Fact]
    public async Task Only_an_officer_may_and_at_every_step()
    {
        var (cleaner, officer) = stack.NewCleaner();
        (await cleaner.SendAsync(Open(cleaner, "access", $$"""{"case":"{{Case}}"}"""))).ShouldBeRefused(403, "role_required");
        (await cleaner.SendAsync(Open(cleaner, "erase", $$"""{"case":"{{Case}}","mode":"erase"}"""))).ShouldBeRefused(403, "role_required");
        (await cleaner.SendAsync(Open(cleaner, "lift", $$"""{"case":"{{Case}}"}"""))).ShouldBeRefused(403, "role_required");
        var id = (await officer.SendAsync(Open(cleaner, "access", $$"""{"case":"{{Case}}"}"""))).ShouldBe(201).Read<SubjectOpened>().SubjectId;
        (await cleaner.SendAsync(new ApiRequest("POST", $"/v1/subjects/{id}/commit"))).ShouldBeRefused(403, "role_required");
        (await cleaner.SendAsync(ApiRequest.Binary("PUT", $"/v1/subjects/{id}/parts/0", new byte[64]).With(PmoHeaders.Key, "k"))).ShouldBeRefused(403, "role_required");
        (await stack.NewCleaner().Officer.SendAsync(new ApiRequest("POST", $"/v1/subjects/{id}/commit"))).ShouldBeRefused(404, "session_unknown");
        (await officer.SendAsync(ApiRequest.Get("/v1/checks/" + id))).ShouldBeRefused(404, "session_unknown");
        (await officer.SendAsync(ListRun.Commit(id))).ShouldBeRefused(404, "session_unknown");
    }

    [Theory]
    [InlineData("""{"case":"ab"}""", 400)]
    [InlineData("""{"case":"1871-0101-0190-0001"}""", 400)]
    [InlineData("""{"case":"1871010101900001"}""", 400)]
    [InlineData("""{"case":"DPO 1"}""", 400)]
    [InlineData("""{}""", 400)]
    [InlineData("""{"case":"DPO/1","kind":"name"}""", 400)]
    [InlineData("""{"case":"DPO/1","nik":"x"}""", 400)]
    public async Task Case_that_is_none_or_hides_a_number_is_refused(string body, int status)
    {
        var answer = await stack.NewCleaner().Officer.SendAsync(
            ApiRequest.Json("POST", "/v1/subjects/access", body).Under("cleaner-01-pks", "subject-request"));
        answer.Status.ShouldBe(status, answer.Text);
        stack.Database.Entries().ShouldNotContain(e => (Text(e, "case") ?? "").Contains("1871", StringComparison.Ordinal));
    }

    private static string? Text(JsonElement entry, string name) => entry.TryGetProperty(name, out var value) ? value.GetString() : null;
}
