using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Tests.Duplicates;

public sealed class DuplicateEndpointsTests
{
    private static readonly DecidedDataset Own = new("zakat", "baznas");
    private static readonly DecidedDataset Pkh = new("pkh", "dinsos");
    private static readonly DecidedDataset[] All = [Own, Pkh];

    private static async Task<(MatchingHost Host, Caller Baznas, Caller Dinsos)> StartAsync(
        IReadOnlyList<(int, UploadRow)> own, IReadOnlyList<(int, UploadRow)> others)
    {
        var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00");
        var (baznas, dinsos) = (host.Caller("baznas"), host.Caller("dinsos"));
        (await baznas.CreateAsync(Caller.Aid("zakat", "ZAKAT_KEMANUSIAAN"))).Read<DatasetInfo>();
        (await dinsos.CreateAsync(Caller.Aid("pkh"))).Read<DatasetInfo>();
        await baznas.UploadAsync("zakat", own);
        await dinsos.UploadAsync("pkh", others);
        return (host, baznas, dinsos);
    }

    private static (int, UploadRow) Row(int person, string? reference = null, string? aidType = null, string? region = null, string status = "delivered") =>
        (person, Caller.Row(status) with { Ref = reference, AidType = aidType, Region = region });

    [Fact]
    public async Task Rows_are_told_by_their_own_ref_or_number_with_what_the_agreement_discloses()
    {
        var (host, baznas, _) = await StartAsync([Row(1, "Z-1"), Row(2), Row(3, "Z-3"), Row(4, "Z-4"), Row(4, "Z-4b")], [Row(1), Row(2), Row(9)]);
        await using var _1 = host;
        var page = await baznas.DuplicatesAsync("zakat", All, d => d with { Disclose = ["overlap", "provider", "year"] });

        (page.Rows, page.Matched, page.Charged, page.Next).ShouldBe((4, 2, 4, null));
        page.Covered.ShouldHaveSingleItem().Dataset.ShouldBe("pkh");
        var byRef = page.Persons.ToDictionary(p => p.Rows[0].Ref ?? "row " + p.Rows[0].Row);
        byRef.Keys.Order(StringComparer.Ordinal).ShouldBe(["Z-1", "Z-4", "row 2"]);
        byRef["Z-1"].ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe("match"), p => p.Count.ShouldBe(1), p => p.Overlaps.ShouldBe([new Overlap(Provider: "dinsos", Year: 2026)]));
        byRef["row 2"].Rows.ShouldHaveSingleItem().Upload.ShouldNotBeNull();
        byRef["Z-4"].ShouldSatisfyAllConditions(
            p => p.Status.ShouldBe("none"), p => p.Count.ShouldBe(2), p => p.Overlaps.ShouldBeEmpty(),
            p => p.Rows.Select(r => r.Ref).ShouldBe(["Z-4", "Z-4b"]));
    }

    [Theory]
    [InlineData("BENCANA", null)]
    [InlineData("MBG", null)]
    [InlineData(null, "BENCANA")]
    public async Task Relief_and_school_meals_are_nobodys_duplicate(string? theirs, string? ours)
    {
        var (host, baznas, _) = await StartAsync([Row(1, "Z-1", ours)], [Row(1, aidType: theirs)]);
        await using var _1 = host;
        (await baznas.DuplicatesAsync("zakat", All)).Persons.ShouldBeEmpty();
    }

    [Fact]
    public async Task Being_on_a_register_is_no_duplicate_and_is_not_charged()
    {
        var (host, baznas, dinsos) = await StartAsync([Row(1, "Z-1")], [Row(9)]);
        await using var _1 = host;
        (await dinsos.CreateAsync(Caller.Aid("dtsen") with { Kind = "register", AidType = null })).Read<DatasetInfo>();
        await dinsos.UploadAsync("dtsen", [Row(1)]);
        var page = await baznas.DuplicatesAsync("zakat", [.. All, new("dtsen", "dinsos")]);
        (page.Persons.Count, page.Charged, page.Covered.Count).ShouldBe((0, 1, 1));
    }

    [Fact]
    public async Task Another_own_dataset_is_looked_in_for_nothing()
    {
        var (host, baznas, _) = await StartAsync([Row(1, "Z-1")], [Row(9)]);
        await using var _1 = host;
        (await baznas.CreateAsync(Caller.Aid("infak"))).Read<DatasetInfo>();
        await baznas.UploadAsync("infak", [Row(1)]);
        var page = await baznas.DuplicatesAsync("zakat", [Own, new("infak", "baznas")]);
        (page.Persons.Single().Overlaps.Single().Provider, page.Charged).ShouldBe(("baznas", 0));
        (await host.CountAsync("asked")).ShouldBe(0);
    }

    [Fact]
    public async Task What_lies_in_a_withheld_region_is_withheld_and_never_none()
    {
        var (host, baznas, _) = await StartAsync([Row(1, "Z-1"), Row(2, "Z-2"), Row(3, "Z-3")], [Row(1, region: "187101"), Row(2, region: "180101"), Row(2, region: "1871"), Row(3)]);
        await using var _1 = host;
        var page = await baznas.DuplicatesAsync("zakat", All, d => d with { Regions = new DecidedRegions([], ["1871"]) });
        var status = page.Persons.ToDictionary(p => p.Rows[0].Ref!, p => (p.Status, p.Overlaps.Count));
        (status["Z-1"], status["Z-2"], status["Z-3"], page.Matched).ShouldBe((("withheld", 0), ("match", 1), ("withheld", 0), 1));
    }

    [Fact]
    public async Task Pages_together_are_the_whole_and_charge_each_person_once()
    {
        var persons = Enumerable.Range(0, 2500).ToList();
        var (host, baznas, _) = await StartAsync([.. persons.Select(p => Row(p, $"Z-{p}"))], [.. persons.Where(p => p % 2 == 0).Select(p => Row(p))]);
        await using var _1 = host;
        var (seen, charged, rows) = (new List<string>(), 0, 0);
        for (string? query = "?limit=300"; query is not null;)
        {
            var page = await baznas.DuplicatesAsync("zakat", All, query: query);
            page.Persons.Count.ShouldBeLessThanOrEqualTo(300);
            seen.AddRange(page.Persons.Select(p => p.Rows.Single().Ref!));
            (charged, rows) = (charged + page.Charged, rows + page.Rows);
            query = page.Next is null ? null : $"?limit=300&cursor={page.Next}";
        }

        seen.Order().ShouldBe(persons.Where(p => p % 2 == 0).Select(p => $"Z-{p}").Order());
        (charged, rows).ShouldBe((2500, 2500));
        (await baznas.DuplicatesAsync("zakat", All)).Charged.ShouldBe(0);
    }

    [Fact]
    public async Task An_appended_upload_belongs_to_the_dataset()
    {
        var (host, baznas, _) = await StartAsync([Row(1, "Z-1"), Row(2, "Z-2")], [Row(2)]);
        await using var _1 = host;
        await baznas.UploadAsync("zakat", [Row(1, "Z-1b"), Row(3, "Z-3")], mode: "append");
        var page = await baznas.DuplicatesAsync("zakat", All);
        (page.Rows, page.Persons.Count).ShouldBe((3, 2));
        page.Persons.Single(p => p.Count == 2).Rows.Select(r => r.Ref).ShouldBe(["Z-1", "Z-1b"]);
    }

    [Fact]
    public async Task A_cursor_of_another_query_partner_or_state_of_the_data_is_refused()
    {
        var (host, baznas, dinsos) = await StartAsync([Row(1, "Z-1"), Row(2, "Z-2")], [Row(1), Row(2)]);
        await using var _1 = host;
        var next = (await baznas.DuplicatesAsync("zakat", All, query: "?limit=1")).Next!;
        next.ShouldNotBeNull();

        (await baznas.AskAsync("zakat", All, d => d with { Disclose = ["overlap"] }, "?cursor=" + next)).ShouldBe(400, "cursor_invalid");
        (await baznas.AskAsync("zakat", All, d => d with { Agreement = "other" }, "?cursor=" + next)).ShouldBe(400, "cursor_invalid");
        (await baznas.AskAsync("zakat", All, d => d with { Regions = new DecidedRegions(["18"], []) }, "?cursor=" + next)).ShouldBe(400, "cursor_invalid");
        (await dinsos.AskAsync("pkh", All, query: "?cursor=" + next)).ShouldBe(400, "cursor_invalid");
        foreach (var bad in (string[])["x", "AAAA", next[..^4] + "AAAA", new string('A', 2000)])
        {
            (await baznas.AskAsync("zakat", All, query: "?cursor=" + bad)).ShouldBe(400, "cursor_invalid");
        }

        (await baznas.DuplicatesAsync("zakat", All, query: "?cursor=" + next)).Persons.Count.ShouldBe(1);
        await dinsos.UploadAsync("pkh", [Row(1)]);
        (await baznas.AskAsync("zakat", All, query: "?cursor=" + next)).ShouldBe(409, "data_changed");
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("x")]
    public async Task A_limit_that_is_none_is_refused(string limit)
    {
        var (host, baznas, _) = await StartAsync([Row(1)], [Row(1)]);
        await using var _1 = host;
        (await baznas.AskAsync("zakat", All, query: "?limit=" + limit)).ShouldBe(400, "field_value");
    }

    [Fact]
    public async Task Nobody_learns_the_duplicates_of_a_dataset_of_somebody_else()
    {
        var (host, baznas, dinsos) = await StartAsync([Row(1)], [Row(1)]);
        await using var _1 = host;
        (await dinsos.AskAsync("zakat", All)).ShouldBe(403, "dataset_not_covered");
        (await dinsos.AskAsync("zakat", [new("zakat", "dinsos"), Pkh])).ShouldBe(403, "dataset_owner_mismatch");
        (await dinsos.AskAsync("zakat", [Pkh])).ShouldBe(403, "dataset_not_covered");
        (await baznas.AskAsync("zakat", [Own, new("pkh", "baznas")])).ShouldBe(403, "dataset_owner_mismatch");
        (await baznas.AskAsync("zakat", All, d => d with { Operation = "check" })).ShouldBe(403, "operation_mismatch");
        (await baznas.AskAsync("zakat", All, d => d with { Disclose = ["provider"] })).ShouldBe(403, "nothing_disclosed");
        (await baznas.AskAsync("infak", [new("infak", "baznas")])).ShouldBe(404, "not_found");
        (await host.CountAsync("asked")).ShouldBe(0);
    }

    [Fact]
    public async Task Fake_rows_make_no_more_than_a_claim_of_themselves()
    {
        var (host, baznas, _) = await StartAsync([Row(1, "Z-1"), Row(2, "Z-2")], [Row(1, status: "claimed"), Row(2)]);
        await using var _1 = host;
        var told = (await baznas.DuplicatesAsync("zakat", All)).Persons.ToDictionary(p => p.Rows[0].Ref!, p => p.Overlaps.Single().Claimed);
        (told["Z-1"], told["Z-2"]).ShouldBe((true, null));
    }

    [Fact]
    public async Task Uploading_a_person_to_ask_about_them_is_charged_as_a_check()
    {
        var (host, baznas, _) = await StartAsync([Row(1), Row(2)], [Row(1)]);
        await using var _1 = host;
        var asked = await baznas.AskAsync("zakat", All);
        asked.Headers.GetValues(PmoHeaders.Outcome).Single().ShouldBe("rows=2, matched=1, charged=2");

        // A list of others in its place: again new persons.
        await baznas.UploadAsync("zakat", [Row(2), Row(3)]);
        (await baznas.DuplicatesAsync("zakat", All)).Charged.ShouldBe(1);
    }

    [Fact]
    public async Task Replacing_deleting_and_uploading_again_never_refund_and_never_charge_twice()
    {
        var (host, baznas, dinsos) = await StartAsync([Row(1), Row(2)], [Row(1)]);
        await using var _1 = host;
        (await baznas.DuplicatesAsync("zakat", All)).Charged.ShouldBe(2);
        await baznas.UploadAsync("zakat", [Row(3)]);
        await host.Cleaner.RunOnceAsync(default);
        await dinsos.UploadAsync("pkh", [Row(2)]);
        await baznas.UploadAsync("zakat", [Row(1), Row(2)]);
        (await baznas.DuplicatesAsync("zakat", All)).Charged.ShouldBe(0);

        // Another dataset of the other's is another question, and so is the same one through another own dataset not.
        (await dinsos.CreateAsync(Caller.Aid("sembako"))).Read<DatasetInfo>();
        (await baznas.DuplicatesAsync("zakat", [.. All, new("sembako", "dinsos")])).Charged.ShouldBe(2);
        await baznas.SendAsync(HttpMethod.Delete, "/v1/datasets/zakat", d => d with { Operation = "upload" });
        (await baznas.CreateAsync(Caller.Aid("infak"))).Read<DatasetInfo>();
        await baznas.UploadAsync("infak", [Row(1), Row(2)]);
        (await baznas.DuplicatesAsync("infak", [new("infak", "baznas"), Pkh])).Charged.ShouldBe(0);
    }
}
