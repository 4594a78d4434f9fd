using System.Buffers.Text;
using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Gateway.Policies;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Sessions;

/// <summary>Family cards and regions through all services, and agreements that change while a session is open.</summary>
public sealed class SessionOperationTests(Stack stack) : IClassFixture<Stack>, IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private PolicyHolder Holder => stack.Gateway.GetRequiredService<PolicyHolder>();

    private ApiCaller Owner => stack.Caller("disperkim");

    /// <summary>1 and 2 are a family in 187101; 3 lives alone in 180101.</summary>
    public async ValueTask InitializeAsync()
    {
        if (!(await Owner.CatalogAsync()).Text.Contains("\"title\"", StringComparison.Ordinal))
        {
            (await Owner.SendAsync(ListRun.Create(Owner, "rtlh"))).ShouldBe(201);
            var upload = await OpenUploadAsync(Owner, "rtlh", 3);
            var (rows, keyId) = await RowsAsync(Owner, upload, (1, 100, "187101"), (2, 100, "187101"), (3, null, "180101"));
            (await Owner.SendAsync(PutRows("rtlh", upload, rows, keyId))).ShouldBe(200);
            (await Owner.SendAsync(new ApiRequest("POST", $"/v1/datasets/rtlh/uploads/{upload}/commit"))).ShouldBe(200);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Family_is_told_of_to_whom_its_agreement_discloses_households()
    {
        var answer = await ListRun.CheckAsync(stack.Caller("csr-family"), 1, 3, 9);

        answer.Results.Select(r => (r.I, r.Overlaps.Count(o => o.Household == true))).ShouldBe([(0, 1), (1, 0)]);
        (await ListRun.CheckAsync(stack.Caller("csr-region"), 1)).Results.Single().Overlaps.ShouldAllBe(o => o.Household == null);
    }

    [Fact]
    public async Task Check_of_family_cards_goes_through_all_services()
    {
        var partner = stack.Caller("csr-family");
        var check = (await partner.SendAsync(ApiRequest.Json("POST", "/v1/checks", """{"rows":2,"kind":"kk"}""").Under(partner.Agreement)))
            .ShouldBe(201).Read<CheckOpened>().CheckId;
        var part = new Part(IdentityKind.Kk, 100, 101);
        var statement = await partner.StatementAsync("kk");
        var tokens = part.Tokens((await partner.SendAsync(ListRun.Evaluate(check, part.Blinded).With(PmoHeaders.Domain, "kk"))).ShouldBe(200).Body, statement);
        (await partner.SendAsync(ListRun.Put(check, tokens, statement.KeyId))).ShouldBe(200);

        var answer = (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200).Read<CheckAnswer>();

        answer.Results.Single().ShouldSatisfyAllConditions(r => r.I.ShouldBe(0), r => r.Overlaps.ShouldAllBe(o => o.Household == true));
        (await partner.SendAsync(ListRun.Evaluate(check, new Part(1, 2).Blinded).With(PmoHeaders.Domain, "nik"))).Status.ShouldBeInRange(400, 499);
    }

    [Fact]
    public async Task Upload_whose_agreement_names_no_cards_gets_none_evaluated_and_none_stored()
    {
        var owner = stack.Caller("dinsos");
        (await owner.SendAsync(ListRun.Create(owner, "rollup"))).ShouldBe(201);
        var upload = await OpenUploadAsync(owner, "rollup", 1);

        (await owner.SendAsync(ListRun.Evaluate(upload, new Part(IdentityKind.Kk, 100).Blinded).With(PmoHeaders.Domain, "kk")))
            .ShouldBeRefused(403, "kind_not_permitted");

        // Whatever token it holds from elsewhere.
        var nik = await ListRun.TokensAsync(owner, upload, 1);
        (await owner.SendAsync(PutRows("rollup", upload, Lines(nik, nik, [true], [null]), (await owner.StatementAsync()).KeyId)))
            .ShouldBeRefused(403, "kind_not_permitted");
        (await owner.SendAsync(ListRun.Evaluate(upload, new Part(1).Blinded).With(PmoHeaders.Domain, "mk"))).ShouldBeRefused(422, "domain_mismatch");
    }

    [Fact]
    public async Task Region_removed_between_open_and_commit_is_withheld()
    {
        var partner = stack.Caller("csr-region");
        var check = await ListRun.PrepareAsync(partner, 1, 3, 9);
        var file = FileOf(partner);
        var text = await File.ReadAllTextAsync(file);

        await ChangeAsync(() => File.WriteAllText(file, text + "forbids:\n  - { operation: check, regions: ['1871'] }\n"));
        var answer = (await partner.SendAsync(ListRun.Commit(check))).ShouldBe(200).Read<CheckAnswer>();
        await ChangeAsync(() => File.WriteAllText(file, text));

        answer.Results.Select(r => (r.I, r.Status)).ShouldBe([(0, "withheld"), (1, "match")]);
        answer.Matched.ShouldBe(1);
    }

    [Fact]
    public async Task Region_forbidden_at_the_opening_stays_withheld_though_it_is_permitted_at_commit_and_nothing_left_is_refused()
    {
        var partner = stack.Caller("csr-region");
        var file = FileOf(partner);
        var text = await File.ReadAllTextAsync(file);
        string Limited(string region) => text.Replace("kinds: [nik]", $"kinds: [nik]\n    regions: ['{region}']", StringComparison.Ordinal);

        await ChangeAsync(() => File.WriteAllText(file, Limited("1801")));
        var first = await ListRun.PrepareAsync(partner, 1, 3);
        var second = await ListRun.PrepareAsync(partner, 1, 3);
        await ChangeAsync(() => File.WriteAllText(file, Limited("1871")));
        var refused = await partner.SendAsync(ListRun.Commit(second));
        await ChangeAsync(() => File.WriteAllText(file, text));

        refused.ShouldBeRefused(403, "region_not_permitted");
        (await partner.SendAsync(ListRun.Commit(first))).ShouldBe(200).Read<CheckAnswer>().Results.Select(r => r.Status).ShouldBe(["withheld", "match"]);
    }

    [Fact]
    public async Task Cards_that_the_agreement_names_no_more_are_not_evaluated_in_an_open_upload()
    {
        (await Owner.SendAsync(ListRun.Create(Owner, "bsps"))).ShouldBe(201);
        var upload = await OpenUploadAsync(Owner, "bsps", 1);
        var (rows, keyId) = await RowsAsync(Owner, upload, (1, 100, "187101"));
        var file = FileOf(Owner);
        var text = await File.ReadAllTextAsync(file);

        await ChangeAsync(() => File.WriteAllText(file, text.Replace("kinds: [nik, kk]", "kinds: [nik]", StringComparison.Ordinal)));
        var evaluated = await Owner.SendAsync(ListRun.Evaluate(upload, new Part(IdentityKind.Kk, 100).Blinded).With(PmoHeaders.Domain, "kk"));
        var sent = await Owner.SendAsync(PutRows("bsps", upload, rows, keyId));
        await ChangeAsync(() => File.WriteAllText(file, text));

        evaluated.ShouldBeRefused(403, "kind_not_permitted");
        sent.ShouldBeRefused(403, "kind_not_permitted");
        (await Owner.SendAsync(PutRows("bsps", upload, rows, keyId))).ShouldBe(200);
    }

    private static async Task<string> OpenUploadAsync(ApiCaller owner, string dataset, int rows) =>
        (await owner.SendAsync(ListRun.OpenUpload(owner, dataset, rows))).ShouldBe(201).Read<UploadOpened>().UploadId;

    /// <summary>Both evaluations of a part, and its lines.</summary>
    private static async Task<(byte[] Lines, string KeyId)> RowsAsync(ApiCaller owner, string upload, params (int Person, int? Card, string Region)[] rows)
    {
        var persons = await ListRun.TokensAsync(owner, upload, [.. rows.Select(r => r.Person)]);
        var part = new Part(IdentityKind.Kk, [.. rows.Select(r => r.Card ?? 0)]);
        var evaluated = (await owner.SendAsync(ListRun.Evaluate(upload, part.Blinded).With(PmoHeaders.Domain, "kk"))).ShouldBe(200).Body;
        var cards = part.Tokens(evaluated, await owner.StatementAsync("kk"));
        return (Lines(persons, cards, [.. rows.Select(r => r.Card is not null)], [.. rows.Select(r => r.Region)]), (await owner.StatementAsync()).KeyId);
    }

    private static byte[] Lines(byte[] persons, byte[] cards, bool[] hasCard, string?[] regions)
    {
        string Of(byte[] tokens, int i) => Base64Url.EncodeToString(tokens.AsSpan(i * Element.Size, Element.Size));
        string Row(int i) => $$"""{"token":"{{Of(persons, i + 1)}}","status":"delivered"{{(hasCard[i] ? $",\"kk\":\"{Of(cards, i + 1)}\"" : "")}}{{(regions[i] is { } r ? $",\"region\":\"{r}\"" : "")}}}""";
        var header = $$"""{"canary":"{{Of(persons, 0)}}","kkCanary":"{{Of(cards, 0)}}"}""";
        return Encoding.UTF8.GetBytes(string.Join('\n', [header, .. Enumerable.Range(0, hasCard.Length).Select(Row)]) + "\n");
    }

    private static ApiRequest PutRows(string dataset, string upload, byte[] lines, string keyId) =>
        new ApiRequest("PUT", $"/v1/datasets/{dataset}/uploads/{upload}/parts/0") { Body = lines, MediaType = "application/x-ndjson" }.With(PmoHeaders.Key, keyId);

    private string FileOf(ApiCaller partner) => Path.Combine(stack.Data, "policies", partner.Agreement + ".yaml");

    private async Task ChangeAsync(Action change)
    {
        var before = Holder.Current.Digest;
        change();
        var clock = Stopwatch.StartNew();
        while (Holder.Current.Digest == before)
        {
            clock.Elapsed.ShouldBeLessThan(Patience, string.Join(' ', Holder.Refused.Select(e => e.Message.En)));
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
    }
}
