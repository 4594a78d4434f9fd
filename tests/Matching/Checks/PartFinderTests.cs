using Pmo.Hosting.Decisions;
using Pmo.Matching.Checks;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;
using Pmo.Testing;

namespace Pmo.Matching.Tests.Checks;

/// <summary>Family cards and regions in checks, and who tries to learn more by them than the agreement tells.</summary>
public sealed class PartFinderTests
{
    private static readonly DecidedDataset[] Both = [new("pkh-2026", "dinsos"), new("zakat-2026", "baznas")];
    private static readonly string[] Little = ["overlap", "category"];
    private static readonly string[] Family = ["overlap", "category", "household"];

    private static UploadRow In(string? region, string? aidType = null) => Caller.Row() with { Region = region, AidType = aidType };

    /// <summary>A mother on PKH and her husband on zakat have one card; a neighbour on zakat has another, and one person none.</summary>
    private static async Task<MatchingHost> StartAsync()
    {
        var host = await MatchingHost.StartAsync();
        var (dinsos, baznas) = (host.Caller("dinsos"), host.Caller("baznas"));
        (await dinsos.CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        (await baznas.CreateAsync(Caller.Aid("zakat-2026", "ZAKAT_KESEHATAN"))).Read<DatasetInfo>();
        await dinsos.UploadAsync("pkh-2026", [(1, 100, In("187101")), (5, null, In("187201"))]);
        await baznas.UploadAsync("zakat-2026", [(2, 100, In("180101")), (3, 101, In("187101")), (4, 100, In("187101", "BENCANA"))]);
        return host;
    }

    [Fact]
    public async Task Family_members_aid_is_told_apart_from_ones_own()
    {
        await using var host = await StartAsync();

        var answer = await host.Caller("csr").CheckAsync([1, 2, 3, 4, 9], Both, Family);

        // The mother's own, then her husband's; nothing of who is only on a relief list, and nothing to whoever is not listed.
        answer.Results.Select(r => r.I).ShouldBe([0, 1, 2]);
        answer.Results[0].Overlaps.ShouldBe([new Overlap(Category: "tunai bersyarat"), new Overlap(Category: "kesehatan", Household: true)]);
        answer.Results[1].Overlaps.ShouldBe([new Overlap(Category: "kesehatan"), new Overlap(Category: "tunai bersyarat", Household: true)]);
        answer.Results[2].Overlaps.ShouldBe([new Overlap(Category: "kesehatan")]);
        answer.Matched.ShouldBe(3);
    }

    [Fact]
    public async Task Household_is_not_told_without_disclosure()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");

        (await csr.CheckAsync([1], Both, Little)).Results.Single().Overlaps.ShouldBe([new Overlap(Category: "tunai bersyarat")]);
        (await csr.CheckAsync([1], Both, ["overlap"])).Results.Single().Overlaps.ShouldBeEmpty();
        (await csr.CheckAsync([1], Both, ["overlap", "household"])).Results.Single().Overlaps.ShouldBe([new Overlap(Household: true)]);

        // Neither when it was disclosed at the opening and is not any more.
        var check = await csr.OpenCheckAsync(1, Both, Family);
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.Part("csr", [1]))).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, Both, Little)).Read<CheckAnswer>().Results.Single().Overlaps.ShouldAllBe(o => o.Household == null);
    }

    [Fact]
    public async Task Check_of_family_cards_finds_families_and_needs_household_disclosed()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");

        var answer = await csr.CheckAsync([101, 100, 999], Both, Family, "kk");

        (answer.Rows, answer.Matched).ShouldBe((3, 2));
        answer.Results.Select(r => r.I).ShouldBe([0, 1]);
        answer.Results[1].Overlaps.ShouldBe(
            [new Overlap(Category: "kesehatan", Household: true), new Overlap(Category: "tunai bersyarat", Household: true)]);
        (await csr.PostAsync("/v1/checks", new CheckRequest(1, "kk"), d => csr.InCheck(d, "kk-1", Both, Little) with { N = 1, Kind = "kk" }))
            .ShouldBe(403, "nothing_disclosed");
    }

    [Fact]
    public async Task Kk_token_is_not_taken_for_a_nik_token()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var check = await csr.OpenCheckAsync(1, Both, Family);

        // Under the other kind's key, and under a key that is not of this check.
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.KkPart("csr", [100]))).ShouldBe(422, "canary_mismatch");
        (await csr.PutTokensAsync(check, 0, host.Pseudonyms.KkPart("csr", [100]), host.Pseudonyms.KkKey.ToString())).ShouldBe(409, "key_retired");

        // With a right canary before it, it is nobody's.
        byte[] mixed = [.. host.Pseudonyms.Canary("csr"), .. host.Pseudonyms.KkTokens("csr", [100])];
        (await csr.PutTokensAsync(check, 0, mixed)).Read<PartReceived>();
        (await csr.CommitCheckAsync(check, Both, Family)).Read<CheckAnswer>().Results.ShouldBeEmpty();

        // And the other way round: a person's token finds no family.
        (await csr.PostAsync("/v1/checks", new CheckRequest(1, "kk"), d => csr.InCheck(d, "kk-2", Both, Family) with { N = 1, Kind = "kk" })).Read<CheckOpened>();
        (await csr.PutTokensAsync("kk-2", 0, host.Pseudonyms.Part("csr", [1]))).ShouldBe(409, "key_retired");
        (await csr.PutTokensAsync("kk-2", 0, host.Pseudonyms.Part("csr", [1]), host.Pseudonyms.KkKey.ToString())).ShouldBe(422, "canary_mismatch");
    }

    [Fact]
    public async Task Check_of_forbidden_region_says_withheld_never_none()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var forbidden = new DecidedRegions([], ["1871"]);

        var answer = await csr.CheckAsync([1, 2, 3, 5, 9, 4], Both, Family, "nik", forbidden, forbidden);

        answer.Results.Select(r => (r.I, r.Status)).ShouldBe([(0, "withheld"), (1, "match"), (2, "withheld"), (3, "match")]);
        answer.Results.Where(r => r.Status == "withheld").ShouldAllBe(r => r.Overlaps.Count == 0);

        // The husband's wife is in the forbidden region: not told of to him either.
        answer.Results[1].Overlaps.ShouldBe([new Overlap(Category: "kesehatan")]);
        answer.Matched.ShouldBe(2);
        answer.Rows.ShouldBe(6);

        var families = await csr.CheckAsync([100, 101, 102], Both, Family, "kk", forbidden, forbidden);
        families.Results.Select(r => (r.I, r.Status)).ShouldBe([(0, "match"), (1, "withheld")]);
        families.Results[0].Overlaps.ShouldBe([new Overlap(Category: "kesehatan", Household: true)]);
    }

    [Fact]
    public async Task Region_that_either_decision_takes_out_is_withheld()
    {
        await using var host = await StartAsync();
        var csr = host.Caller("csr");
        var (only, forbidden) = (new DecidedRegions(["18"], []), new DecidedRegions(["18"], ["1871"]));

        foreach (var (open, commit) in ((DecidedRegions?, DecidedRegions?)[])[(only, forbidden), (forbidden, only), (null, forbidden), (forbidden, null)])
        {
            var answer = await csr.CheckAsync([1, 2], Both, Little, "nik", open, commit);
            answer.Results.Select(r => r.Status).ShouldBe(["withheld", "match"]);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("18")]
    [InlineData("1871")]
    public async Task Record_that_may_lie_in_a_withheld_region_is_not_told(string? region)
    {
        await using var host = await StartAsync();
        await host.Caller("dinsos").UploadAsync("pkh-2026", [(8, null, In(region))]);
        var forbidden = new DecidedRegions([], ["187101"]);

        (await host.Caller("csr").CheckAsync([8], Both, Little, "nik", forbidden, forbidden)).Results.Single().Status.ShouldBe("withheld");
    }

    [Fact]
    public async Task Card_that_a_whole_list_names_is_no_family()
    {
        await using var host = await StartAsync();
        var rows = Enumerable.Range(1000, PartFinder.MostOfFamily + 1).Select(p => (p, (int?)7, In("187101"))).ToList();
        await host.Caller("dinsos").UploadAsync("pkh-2026", [.. rows, (1, 100, In("187101"))]);

        (await host.Caller("csr").CheckAsync([1000], Both, Family)).Results.Single().Overlaps.ShouldAllBe(o => o.Household == null);
        (await host.Caller("csr").CheckAsync([1], Both, Family)).Results.Single().Overlaps.ShouldContain(o => o.Household == true);
    }

    [Fact]
    public async Task Upload_whose_agreement_names_no_cards_takes_no_row_with_one()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 1);
        var body = dinsos.Ndjson([(1, 100, Caller.Row())]);
        Task<Reply> PutAsync(params string[] kinds) => dinsos.SendAsync(
            HttpMethod.Put, $"/v1/datasets/pkh-2026/uploads/{upload}/parts/0", d => dinsos.InUpload(d, "pkh-2026", upload) with { Kinds = kinds }, body,
            "application/x-ndjson");

        (await PutAsync("nik")).ShouldBe(403, "kind_not_permitted");
        (await PutAsync()).ShouldBe(403, "kind_not_permitted");
        (await PutAsync("nik", "kk")).Read<PartReceived>();
    }

    [Fact]
    public async Task Card_tokens_are_held_against_their_own_canary_and_named_by_line()
    {
        await using var host = await StartAsync();
        var dinsos = host.Caller("dinsos");
        var upload = await dinsos.OpenUploadAsync("pkh-2026", 3);
        var token = host.Pseudonyms.Tokens("dinsos", [1]);
        var card = host.Pseudonyms.KkTokens("dinsos", [100]);
        Task<Reply> PutAsync(byte[] canary, byte[] last) => dinsos.PutRowsAsync("pkh-2026", upload, 0, Caller.Lines([
            new UploadPartHeader(host.Pseudonyms.Canary("dinsos"), canary), Caller.Row() with { Token = token, Kk = card },
            Caller.Row() with { Token = token }, Caller.Row() with { Token = token, Kk = last },
        ]));

        (await PutAsync(host.Pseudonyms.Canary("dinsos"), card)).ShouldBe(422, "canary_mismatch");
        (await PutAsync(host.Pseudonyms.KkCanary("csr"), card)).ShouldBe(422, "canary_mismatch");
        var refused = await PutAsync(host.Pseudonyms.KkCanary("dinsos"), [.. Enumerable.Repeat((byte)0xff, 32)]);
        refused.ShouldBe(422, "element_invalid");
        refused.Problem.Errors!.Single().Line.ShouldBe(4);
        (await PutAsync(host.Pseudonyms.KkCanary("dinsos"), card)).Read<PartReceived>();
    }

    [Fact]
    public async Task Whatever_the_scope_no_answer_names_a_record_outside_and_none_means_no_record()
    {
        await using var host = await StartAsync();
        string?[] places = [null, "18", "1801", "180101", "1871", "187101", "1871011001", "187102", "19"];
        string[] codes = ["18", "1801", "180101", "1871", "187101", "19"];
        var (withheld, matches, families) = (0, 0, 0);
        for (var seed = 1; seed <= 60; seed++)
        {
            var dice = new Dice((ulong)seed);

            // The programme's year is the record's own number, so that an answer tells which records it rests on.
            var rows = Enumerable.Range(0, 40).Select(i => (
                Person: dice.Next(30), Card: dice.Chance(60) ? 500 + dice.Next(12) : (int?)null, Place: dice.Pick(places),
                Year: 2000 + i, AidType: dice.Chance(15) ? "MBG" : null)).ToList();
            await host.Caller("dinsos").UploadAsync(
                "pkh-2026", [.. rows.Select(r => (r.Person, r.Card, In(r.Place, r.AidType) with { Period = $"{r.Year}" }))]);
            var scope = new DecidedRegions(
                dice.Chance(50) ? [dice.Pick(codes), dice.Pick(codes)] : [], dice.Chance(50) ? [dice.Pick(codes)] : []);
            var kind = dice.Chance(30) ? "kk" : "nik";
            var asked = kind == "kk" ? Enumerable.Range(500, 14).ToList() : [.. Enumerable.Range(0, 32)];

            var answer = await host.Caller("csr").CheckAsync(asked, [Both[0]], ["overlap", "year", "household"], kind, scope, scope);

            var told = answer.Results.ToDictionary(r => r.I);
            for (var i = 0; i < asked.Count; i++)
            {
                var counting = rows.Where(r => r.AidType is null && (kind == "kk" ? r.Card == asked[i] : r.Person == asked[i])).ToList();
                var inside = counting.Where(r => IsInside(scope, r.Place)).ToList();
                var status = counting.Count == 0 ? "none" : inside.Count == 0 ? "withheld" : "match";
                told.GetValueOrDefault(i)?.Status.ShouldBe(status, $"seed {seed}, {asked[i]}");
                (told.ContainsKey(i) ? "listed" : "none").ShouldBe(status == "none" ? "none" : "listed", $"seed {seed}, {asked[i]}");
                if (kind == "nik" && status == "match")
                {
                    var cards = inside.Select(r => r.Card).OfType<int>().ToHashSet();
                    var family = rows.Where(r => r.AidType is null && r.Person != asked[i] && r.Card is { } card && cards.Contains(card) && IsInside(scope, r.Place));
                    told[i].Overlaps.Where(o => o.Household == true).Select(o => o.Year!.Value).ShouldBe(family.Select(r => r.Year), ignoreOrder: true);
                    families += told[i].Overlaps.Count(o => o.Household == true);
                }

                var own = status == "match" ? told[i].Overlaps.Where(o => kind == "kk" || o.Household is null).Select(o => o.Year!.Value) : [];
                own.ShouldBe(inside.Select(r => r.Year), ignoreOrder: true);
                withheld += status == "withheld" ? 1 : 0;
                matches += status == "match" ? 1 : 0;
            }

            answer.Matched.ShouldBe(answer.Results.Count(r => r.Status == "match"));
        }

        // The cases reach what they are about.
        withheld.ShouldBeGreaterThan(100);
        matches.ShouldBeGreaterThan(200);
        families.ShouldBeGreaterThan(20);
    }

    /// <summary>Said another way than the service says it: by every village that the record may lie in.</summary>
    private static bool IsInside(DecidedRegions scope, string? place)
    {
        if (scope.Only.Count + scope.Withheld.Count == 0)
        {
            return true;
        }

        return place is not null
            && (scope.Only.Count == 0 || scope.Only.Any(o => place.Length >= o.Length && place[..o.Length] == o))
            && scope.Withheld.All(w => place[..Math.Min(w.Length, place.Length)] != w[..Math.Min(w.Length, place.Length)]);
    }
}
