using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Quotas;
using Pmo.Gateway.Quotas.Storage;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Access;

/// <summary>Uploading is not a way around the quota of checks.</summary>
public sealed class ChargedRuleTests(DataStack stack) : IClassFixture<DataStack>
{
    private static int[] Persons(int first, int count) => [.. Enumerable.Range(first, count)];

    private long Used(ApiCaller cleaner) => stack.Database.Used(cleaner.Agreement);

    private JsonElement Outcome(ApiAnswer answer) => stack.Database.Entries().Single(
        e => e.GetProperty("decision").GetString() == "outcome" && e.GetProperty("previous").GetString() == answer.Header("Pmo-Audit"));

    [Fact]
    public async Task Uploading_a_person_to_ask_about_them_is_charged_as_a_check()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1, 2, 9);
        var answer = (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200);

        var page = answer.Read<DuplicatesPage>();
        (page.Rows, page.Matched, page.Charged, page.Receipt).ShouldBe((3, 2, 3, answer.Header("Pmo-Audit")));
        page.Persons[0].Overlaps.ShouldBe([new Overlap(Category: page.Persons[0].Overlaps[0].Category, Year: 2026)]);
        answer.Header("RateLimit")!.ShouldContain("r=97");
        answer.Header("Pmo-Outcome").ShouldBeNull();
        Used(cleaner).ShouldBe(3);
        var outcome = Outcome(answer);
        (outcome.GetProperty("rows").GetInt32(), outcome.GetProperty("matched").GetInt32(), outcome.GetProperty("charged").GetInt32()).ShouldBe((3, 2, 3));
        outcome.GetProperty("datasets").EnumerateArray().Select(d => d.GetString()).ShouldContain("pkh");
    }

    [Fact]
    public async Task Replacing_and_asking_again_never_refunds_and_never_charges_twice()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1, 2);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200);
        await DataStack.ReplaceAsync(cleaner, "a", 3);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200);
        await DataStack.ReplaceAsync(cleaner, "a", 1, 2);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200).Read<DuplicatesPage>().Charged.ShouldBe(0);
        Used(cleaner).ShouldBe(3);
    }

    [Fact]
    public async Task Exhausted_quota_discloses_nothing_and_is_not_used_up_by_it()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", Persons(1, Policies.Quota + 1));
        var refused = await cleaner.SendAsync(DataStack.Duplicates(cleaner));
        refused.ShouldBeRefused(429, "quota_exhausted");
        Used(cleaner).ShouldBe(0);
        stack.Database.Entries().ShouldContain(e => e.GetProperty("decision").GetString() == "outcome" && e.GetProperty("status").GetInt32() == 429);

        await DataStack.ReplaceAsync(cleaner, "a", Persons(1, Policies.Quota));
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200).Header("RateLimit")!.ShouldContain("r=0");
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200).Read<DuplicatesPage>().Matched.ShouldBe(5);
        Used(cleaner).ShouldBe(Policies.Quota);
    }

    [Fact]
    public async Task Two_at_once_never_exceed_the_quota_and_none_is_free_behind_another()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", Persons(1, 60));
        await DataStack.UploadAsync(cleaner, "b", Persons(61, 60));
        var answers = await Task.WhenAll(
            cleaner.SendAsync(DataStack.Duplicates(cleaner)), cleaner.SendAsync(DataStack.Duplicates(cleaner, "b")));

        // Beside one another the second is busy; one after the other it has 40 left.
        answers.ShouldAllBe(a => a.Status == 200 || a.Code == "busy" || a.Code == "quota_exhausted");
        answers.Where(a => a.Status == 200).Sum(a => a.Read<DuplicatesPage>().Charged).ShouldBe(60);
        Used(cleaner).ShouldBe(60);

        // An answer under way, seen from the next request.
        await stack.Gateway.GetRequiredService<Database>().WriteAsync(
            transaction => ReservationTable.OpenAsync(new Reservation("under-way-" + cleaner.Organisation, cleaner.Organisation, [], stack.Clock.GetUtcNow()), transaction),
            TestContext.Current.CancellationToken);
        var behind = await cleaner.SendAsync(DataStack.Duplicates(cleaner));
        behind.ShouldBeRefused(429, "busy");
        behind.Header("Retry-After").ShouldBe("1");
    }

    [Fact]
    public async Task Answer_that_never_came_is_given_back_and_charged_when_it_comes()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1, 2);
        stack.ReplaceMatching(null);
        ApiAnswer lost;
        try
        {
            lost = await cleaner.SendAsync(DataStack.Duplicates(cleaner));
        }
        finally
        {
            stack.Restore();
        }

        lost.Status.ShouldBe(503);
        Used(cleaner).ShouldBe(0);
        stack.Database.Reservations(cleaner.Organisation).ShouldBe([(lost.Header("Pmo-Audit")!, true)]);

        // Matching may have marked the persons before it was cut off: it is told that nobody has paid.
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200).Read<DuplicatesPage>().Charged.ShouldBe(2);
        stack.Database.Reservations(cleaner.Organisation).ShouldBeEmpty();
        stack.IsVoid(lost.Header("Pmo-Audit")!).ShouldBeTrue();
        Used(cleaner).ShouldBe(2);
    }

    [Fact]
    public async Task Crash_between_reservation_and_outcome_gives_back()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBe(200);
        var meter = $"{cleaner.Agreement}/crash";
        await stack.Gateway.GetRequiredService<Database>().WriteAsync(
            async transaction =>
            {
                await QuotaTable.TryReserveAsync(meter, 0, 40, 100, transaction);
                await ReservationTable.OpenAsync(
                    new Reservation("crashed-" + cleaner.Organisation, cleaner.Organisation, [new(meter, 0, 40)], stack.Clock.GetUtcNow()), transaction);
            },
            TestContext.Current.CancellationToken);
        var sweeper = stack.Gateway.GetRequiredService<Reservations>();

        await sweeper.SweepAsync(TestContext.Current.CancellationToken);
        Used(cleaner).ShouldBe(41);
        stack.Clock.Advance(TimeSpan.FromMinutes(2));
        await sweeper.SweepAsync(TestContext.Current.CancellationToken);
        await sweeper.SweepAsync(TestContext.Current.CancellationToken);
        Used(cleaner).ShouldBe(1);
        stack.Database.Reservations(cleaner.Organisation).ShouldBe([("crashed-" + cleaner.Organisation, true)]);
    }

    [Fact]
    public async Task Outcome_that_cannot_be_written_discloses_nothing()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1);
        stack.Database.BreakAudit("outcome");
        try
        {
            (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).Code.ShouldBe("audit_unavailable");
        }
        finally
        {
            stack.Database.MendAudit();
        }

        // What is left under way is swept later; until then it is not free.
        stack.Database.Reservations(cleaner.Organisation).ShouldHaveSingleItem().Void.ShouldBeFalse();
    }

    [Fact]
    public async Task Refs_of_whom_nobody_serves_are_the_register_owners_only_and_charged_as_duplicates_are()
    {
        var (cleaner, _) = stack.NewCleaner();
        var register = cleaner.Organisation + "-b";
        await ListRun.FillAsync(cleaner, ListRun.Create(cleaner, register, "register"), register, 4, 5, 30);
        ApiRequest Ask(string query) => ApiRequest.Get("/v1/coverage?" + query).Under(cleaner.Agreement, "duplicate-cleanup");

        var answer = (await cleaner.SendAsync(Ask($"register={register}&refs=none"))).ShouldBe(200);
        var page = answer.Read<DuplicatesPage>();
        (page.Dataset, page.Rows, page.Matched, page.Charged).ShouldBe((register, 3, 2, 3));
        (page.Persons.ShouldHaveSingleItem().Status, page.Persons[0].Rows.ShouldHaveSingleItem().Row).ShouldBe(("none", 3));
        Outcome(answer).GetProperty("operation").GetString().ShouldBe("duplicates");
        (await cleaner.SendAsync(Ask($"register={register}&refs=none"))).ShouldBe(200).Read<DuplicatesPage>().Charged.ShouldBe(0);
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner, "b"))).ShouldBe(200).Read<DuplicatesPage>().Charged.ShouldBe(0);
        Used(cleaner).ShouldBe(3);

        // Neither whoever may count nor whoever may ask about own lists learns of single persons of others' registers.
        (await cleaner.SendAsync(Ask("register=dtsen&refs=none"))).ShouldBeRefused(403, "dataset_not_covered");
        (await cleaner.SendAsync(Ask($"register={register}&register=pkh&refs=none"))).ShouldBeRefused(403, "dataset_not_covered");
        (await cleaner.SendAsync(Ask($"register={register}"))).ShouldBeRefused(403, "operation_not_permitted");
        (await stack.NewPartner().SendAsync(Ask($"register={register}&refs=none"))).ShouldBeRefused(403, "no_agreement");
        foreach (var query in (string[])["refs=all", "refs=none&by=desil", "refs=none&refs=none", "refs=none&limit=0"])
        {
            (await cleaner.SendAsync(Ask($"register={register}&{query}"))).Status.ShouldBe(400, query);
        }

        await DataStack.UploadAsync(cleaner, "a", 1);
        (await cleaner.SendAsync(Ask($"register={cleaner.Organisation}-a&refs=none"))).ShouldBeRefused(422, "not_a_register");
        Used(cleaner).ShouldBe(3);
    }

    [Fact]
    public async Task Pmo_lists_refs_of_whom_nobody_serves()
    {
        var (cleaner, _) = stack.NewCleaner();
        var (org, register) = (cleaner.Organisation, cleaner.Organisation + "-b");
        await ListRun.FillAsync(cleaner, ListRun.Create(cleaner, register, "register"), register, 4, 30, 31);
        var table = await stack.RunPmoAsync(cleaner, org, "", "coverage", "--register", register, "--refs", "none");
        table.Exit.ShouldBe(0, table.Error);
        table.Output.ShouldContain("row 2");
        table.Output.ShouldContain("3 persons: 2 to whom these datasets know of no delivery.");
        table.Output.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 80);
        var csv = await stack.RunPmoAsync(cleaner, org, "", "coverage", "--register", register, "--refs", "none", "--csv");
        csv.Output.Trim().Split('\n').Length.ShouldBe(3, csv.Error);
        var json = await stack.RunPmoAsync(cleaner, org, "", "coverage", "--register", register, "--refs", "none", "--json");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("persons").GetArrayLength().ShouldBe(2);
        (await stack.RunPmoAsync(cleaner, org, "", "coverage", "--register", register, "--refs", "none", "--by", "desil")).Exit.ShouldBe(2);
        (await stack.RunPmoAsync(cleaner, org, "", "coverage", "--register", register, "--refs", "all")).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Somebody_elses_dataset_and_another_purpose_are_refused()
    {
        var (cleaner, _) = stack.NewCleaner();
        (await cleaner.SendAsync(ApiRequest.Get("/v1/datasets/pkh/duplicates").Under(cleaner.Agreement, "duplicate-cleanup")))
            .ShouldBeRefused(403, "dataset_not_covered");
        (await cleaner.SendAsync(ApiRequest.Get("/v1/datasets/zakat/duplicates").Under(cleaner.Agreement, "duplicate-cleanup")))
            .ShouldBeRefused(403, "dataset_not_covered");
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner).With("Pmo-Purpose", "evaluation"))).ShouldBeRefused(403, "purpose_not_permitted");
        (await cleaner.SendAsync(ApiRequest.Get($"/v1/datasets/{cleaner.Organisation}-a/duplicates"))).ShouldBeRefused(400, "header_missing");
        (await stack.NewPartner().SendAsync(DataStack.Duplicates(cleaner))).ShouldBeRefused(403, "no_agreement");
        (await cleaner.SendAsync(DataStack.Duplicates(cleaner))).ShouldBeRefused(404, "not_found");
        Used(cleaner).ShouldBe(0);
    }
}
