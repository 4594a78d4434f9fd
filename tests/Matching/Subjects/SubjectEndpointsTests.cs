using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Subjects;

public sealed class SubjectEndpointsTests
{
    private static readonly DecidedDataset[] Pkh = [new("pkh", "dinsos")];
    private static readonly DecidedDataset[] Both = [.. Pkh, new("zakat", "baznas")];

    private static async Task<(MatchingHost Host, Caller Dinsos, Caller Baznas)> StartAsync()
    {
        var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00");
        var (dinsos, baznas) = (host.Caller("dinsos"), host.Caller("baznas"));
        (await dinsos.CreateAsync(Caller.Aid("pkh"))).Read<DatasetInfo>();
        (await baznas.CreateAsync(Caller.Aid("zakat"))).Read<DatasetInfo>();
        await dinsos.UploadAsync("pkh", [(1, Caller.Row() with { Amount = 600_000, Period = "2026-01", Region = "187101" }), (2, Caller.Row())]);
        await baznas.UploadAsync("zakat", [(1, Caller.Row("claimed")), (3, Caller.Row())]);
        return (host, dinsos, baznas);
    }

    private static async Task<int> MatchedAsync(MatchingHost host, int person, DecidedDataset[] datasets) =>
        (await host.Caller("csr").CheckAsync([person, 4000], datasets)).Matched;

    [Fact]
    public async Task Access_tells_what_is_held_and_who_asked_under_which_agreement()
    {
        var (host, dinsos, baznas) = await StartAsync();
        await using var _1 = host;
        await host.Caller("csr").CheckAsync([1, 2], Pkh);
        await host.Caller("csr").CheckAsync([2, 3], Both);
        await host.Caller("csr").CheckAsync([9, 1], [new("other", "someone")]);
        await baznas.DuplicatesAsync("zakat", Both);

        var answer = await host.SubjectAsync(host.Caller("dpo"), 1, Both);
        (answer.Mode, answer.Case, answer.Covered.Count).ShouldBe(("access", "DPO/2026-1", 2));
        answer.Datasets.Select(d => (d.Id, d.Owner, d.Rows, d.Basis)).ShouldBe([("pkh", "dinsos", 1, "UU 13/2011"), ("zakat", "baznas", 1, "UU 13/2011")]);
        answer.Datasets[0].Records.ShouldBe([new SubjectRecord("delivered", "PKH", "2026-01", 600_000, "187101")]);
        answer.Datasets[1].Records.Single().Status.ShouldBe("claimed");
        answer.Inquiries.Select(i => (i.Organisation, i.Operation, string.Join(',', i.Datasets), i.Matched)).ShouldBe(
            [("csr", "check", "pkh", true), ("baznas", "duplicates", "pkh", true)]);
        answer.Inquiries[1].ShouldSatisfyAllConditions(i => i.Agreement.ShouldBe("baznas-pks"), i => i.Purpose.ShouldBe("duplicate-cleanup"));
        (await host.SubjectAsync(host.Caller("dpo"), 4000, Both)).ShouldSatisfyAllConditions(a => a.Datasets.ShouldBeEmpty(), a => a.Inquiries.ShouldBeEmpty());
    }

    [Fact]
    public async Task What_lies_outside_the_officers_agreement_is_not_told()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        await host.Caller("csr").CheckAsync([1, 9], Both);
        await host.Caller("csr").CheckAsync([1, 9], [Both[1]]);
        var answer = await host.SubjectAsync(dinsos, 1, Pkh);
        answer.Datasets.Single().Id.ShouldBe("pkh");
        answer.Inquiries.Single().ShouldSatisfyAllConditions(i => i.Datasets.ShouldBe(["pkh"]), i => i.Matched.ShouldBeNull());
    }

    [Fact]
    public async Task An_erasure_is_seen_by_checks_at_once_and_touches_own_rows_only()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        (await MatchedAsync(host, 1, Pkh)).ShouldBe(1);
        var answer = await host.SubjectAsync(dinsos, 1, Both, "erase");
        answer.Datasets.Select(d => (d.Id, d.Rows, d.Records.Count)).ShouldBe([("pkh", 1, 0)]);

        (await MatchedAsync(host, 1, Pkh)).ShouldBe(0);
        (await MatchedAsync(host, 1, [Both[1]])).ShouldBe(1);
        (await MatchedAsync(host, 2, Pkh)).ShouldBe(1);
        (await host.SubjectAsync(dinsos, 1, Pkh)).Datasets.ShouldBeEmpty();
        (await dinsos.SendAsync(HttpMethod.Get, "/v1/datasets/pkh", d => d)).Read<DatasetInfo>().Rows.ShouldBe(1);
        (await host.SubjectAsync(dinsos, 1, Both, "erase")).Datasets.ShouldBeEmpty();
        (await host.DestructionsAsync()).Items.Select(i => (i.Dataset, i.Owner, i.Reason, i.Rows, i.Audit)).ShouldBe([("pkh", "dinsos", "erased", 1, answer.Receipt)]);
    }

    [Fact]
    public async Task An_erased_person_who_is_uploaded_again_is_restricted()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        await host.SubjectAsync(dinsos, 1, Pkh, "erase");
        await dinsos.UploadAsync("pkh", [(1, Caller.Row()), (5, Caller.Row())]);
        (await MatchedAsync(host, 1, Pkh)).ShouldBe(0);
        (await MatchedAsync(host, 5, Pkh)).ShouldBe(1);
        (await host.SubjectAsync(dinsos, 1, Pkh)).Datasets.Single().Records.Single().Restricted.ShouldBe(true);
    }

    [Theory]
    [InlineData("replace")]
    [InlineData("append")]
    public async Task A_restricted_person_is_none_in_checks_and_duplicates_also_after_another_upload(string mode)
    {
        var (host, dinsos, baznas) = await StartAsync();
        await using var _1 = host;
        (await host.SubjectAsync(dinsos, 1, Pkh, "restrict")).Datasets.Single().Rows.ShouldBe(1);
        for (var i = 0; i < 2; i++)
        {
            (await MatchedAsync(host, 1, Pkh)).ShouldBe(0);
            (await baznas.DuplicatesAsync("zakat", Both)).Persons.ShouldBeEmpty();
            (await dinsos.DuplicatesAsync("pkh", Both)).Persons.ShouldBeEmpty();
            (await host.SubjectAsync(dinsos, 1, Pkh)).Datasets.Single().Records.ShouldAllBe(r => r.Restricted == true);
            await dinsos.UploadAsync("pkh", [(1, Caller.Row()), (10 + i, Caller.Row())], mode);
        }

        (await host.SubjectAsync(dinsos, 1, Pkh, "restrict")).Datasets.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("erase")]
    [InlineData("restrict")]
    public async Task A_person_whose_restriction_is_lifted_counts_again_now_and_after_another_upload(string mode)
    {
        var (host, dinsos, baznas) = await StartAsync();
        await using var _1 = host;
        await host.SubjectAsync(dinsos, 1, Pkh, mode);
        await host.SubjectAsync(baznas, 1, [Both[1]], "restrict");
        await dinsos.UploadAsync("pkh", [(1, Caller.Row()), (5, Caller.Row())], "append");
        (await MatchedAsync(host, 1, Both)).ShouldBe(0);
        var rows = mode == "erase" ? 1 : 2;
        var lifted = await host.SubjectAsync(dinsos, 1, Both, "lift");
        (lifted.Mode, lifted.Case, lifted.Datasets.Single().Id, lifted.Datasets[0].Rows).ShouldBe(("lift", "DPO/2026-1", "pkh", rows));

        // Of another's dataset nothing is lifted.
        (await MatchedAsync(host, 1, Pkh)).ShouldBe(1);
        (await MatchedAsync(host, 1, [Both[1]])).ShouldBe(0);
        (await host.SubjectAsync(dinsos, 1, Pkh)).Datasets.Single().Records.ShouldAllBe(r => r.Restricted == null);
        (await host.SubjectAsync(dinsos, 1, Pkh, "lift")).Datasets.ShouldBeEmpty();
        await dinsos.UploadAsync("pkh", [(1, Caller.Row())]);
        (await MatchedAsync(host, 1, Pkh)).ShouldBe(1);
    }

    [Fact]
    public async Task The_restriction_of_an_erased_person_can_be_lifted_before_another_upload()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        await host.SubjectAsync(dinsos, 1, Pkh, "erase");
        (await host.SubjectAsync(dinsos, 1, Pkh, "lift")).Datasets.Select(d => (d.Id, d.Rows)).ShouldBe([("pkh", 0)]);
        await dinsos.UploadAsync("pkh", [(1, Caller.Row())]);
        (await MatchedAsync(host, 1, Pkh)).ShouldBe(1);
    }

    [Fact]
    public async Task A_repeated_commit_gets_the_same_answer_until_the_session_ends()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        var session = Caller.NewSession();
        (await host.OpenAsync(dinsos, session, Pkh, "erase")).Read<SubjectOpened>();
        (await host.CommitAsync(dinsos, session, Pkh)).ShouldBe(409, "parts_missing");
        (await host.PutAsync(dinsos, session, 1)).Read<PartReceived>();
        (await host.PutAsync(dinsos, session, 1)).Read<PartReceived>();
        (await host.PutAsync(dinsos, session, 2)).ShouldBe(422, "part_differs");
        var first = await host.CommitAsync(dinsos, session, Pkh);
        (await host.CommitAsync(dinsos, session, Pkh)).Body.ShouldBe(first.Body);
        first.Read<SubjectAnswer>().Datasets.Single().Rows.ShouldBe(1);
        (await host.CountAsync("subjects WHERE pseudonym IS NOT NULL")).ShouldBe(0);

        host.Time.Shift = TimeSpan.FromHours(25);
        await host.Cleaner.RunOnceAsync(default);
        (await host.CountAsync("subjects")).ShouldBe(0);
        (await host.CommitAsync(dinsos, session, Pkh)).ShouldBe(404, "not_found");
    }

    [Fact]
    public async Task Token_of_another_partner_and_the_request_of_another_partner_are_refused()
    {
        var (host, dinsos, baznas) = await StartAsync();
        await using var _1 = host;
        var session = Caller.NewSession();
        (await host.OpenAsync(dinsos, session, Pkh, "access")).Read<SubjectOpened>();
        (await dinsos.SendAsync(
            HttpMethod.Put, $"/v1/subjects/{session}/parts/0", d => host.InSubject(d, session, []), host.Pseudonyms.Part("baznas", [1]), "application/octet-stream"))
            .ShouldBe(422, "canary_mismatch");
        (await host.PutAsync(baznas, session, 1)).ShouldBe(404, "not_found");
        (await host.CommitAsync(baznas, session, Pkh)).ShouldBe(404, "not_found");
    }

    [Theory]
    [InlineData("ab")]
    [InlineData("DPO 1")]
    [InlineData("1871010101900001")]
    [InlineData("187101/010190/0001")]
    [InlineData("1871-0101-0190-0001")]
    public async Task A_case_number_that_is_none_or_a_persons_number_is_refused(string number)
    {
        await using var host = await MatchingHost.StartAsync("--Snapshots:Every=00:00:00");
        (await host.Caller("dpo").PostAsync("/v1/subjects/access", new SubjectAccessRequest(number), d => host.InSubject(d, Caller.NewSession(), Pkh)))
            .ShouldBe(400, "field_value");
    }

    [Fact]
    public async Task Only_own_data_can_be_erased_and_only_by_a_known_mode()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        var session = Caller.NewSession();
        (await host.OpenAsync(host.Caller("dpo"), session, Both, "erase")).Read<SubjectOpened>();
        (await host.PutAsync(host.Caller("dpo"), session, 1)).Read<PartReceived>();
        (await host.CommitAsync(host.Caller("dpo"), session, Both)).ShouldBe(403, "dataset_not_covered");
        (await MatchedAsync(host, 1, Pkh)).ShouldBe(1);
        (await host.OpenAsync(dinsos, Caller.NewSession(), Pkh, "destroy")).ShouldBe(400, "field_value");
    }

    [Fact]
    public async Task Access_by_card_tells_who_asked_about_it_and_how_many_rows_name_it_and_none_of_them()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        await dinsos.UploadAsync("pkh", [(1, 100, Caller.Row()), (2, 100, Caller.Row()), (3, 101, Caller.Row())]);
        var (csr, dpo) = (host.Caller("csr"), host.Caller("dpo"));
        await csr.CheckAsync([100, 102], Pkh, ["overlap", "household"], "kk");
        await csr.CheckAsync([1], Pkh);

        var card = await host.CardAsync(dpo, 100, Both);
        (card.Kind, card.Mode, card.Covered.Count).ShouldBe(("kk", "access", 2));
        card.Datasets.Select(d => (d.Id, d.Rows, d.Records.Count)).ShouldBe([("pkh", 2, 0)]);
        card.Inquiries.Select(i => (i.Organisation, i.Operation, i.Matched)).ShouldBe([("csr", "check", true)]);
        var other = await host.CardAsync(dpo, 102, Both);
        other.Datasets.ShouldBeEmpty();
        other.Inquiries.Single().Matched.ShouldBe(false);

        // A person is told of those who asked by NIK; the same digits as a NIK are another's.
        var person = await host.SubjectAsync(dpo, 1, Pkh);
        (person.Kind, person.Inquiries.Count).ShouldBe(("nik", 1));
        (await host.SubjectAsync(dpo, 100, Both)).ShouldSatisfyAllConditions(a => a.Datasets.ShouldBeEmpty(), a => a.Inquiries.ShouldBeEmpty());
    }

    [Theory]
    [InlineData("erase")]
    [InlineData("restrict")]
    [InlineData("lift")]
    public async Task By_card_nothing_can_be_changed(string mode)
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        (mode == "lift"
            ? await dinsos.PostAsync("/v1/subjects/lift", new SubjectLiftRequest("DPO/1", "kk"), d => host.InSubject(d, Caller.NewSession(), Pkh, "kk"))
            : await dinsos.PostAsync("/v1/subjects/erase", new SubjectEraseRequest("DPO/1", mode, "kk"), d => host.InSubject(d, Caller.NewSession(), Pkh, "kk")))
            .ShouldBe(422, "kind_not_yet");
    }

    [Fact]
    public async Task A_request_is_of_one_known_kind_from_its_decision_to_its_token()
    {
        var (host, dinsos, _) = await StartAsync();
        await using var _1 = host;
        Task<Reply> OpenAsync(string kind, string decided, string session) =>
            dinsos.PostAsync("/v1/subjects/access", new SubjectAccessRequest("DPO/1", kind), d => host.InSubject(d, session, Pkh, decided));
        var session = Caller.NewSession();
        (await OpenAsync("mk", "mk", session)).ShouldBe(400, "field_value");
        (await OpenAsync("kk", "nik", session)).ShouldBe(409, "session_mismatch");
        (await OpenAsync("kk", "kk", session)).Read<SubjectOpened>();
        (await OpenAsync("nik", "nik", session)).ShouldBe(409, "session_mismatch");
        (await host.PutAsync(dinsos, session, 1)).ShouldBe(409, "key_retired");
    }
}
