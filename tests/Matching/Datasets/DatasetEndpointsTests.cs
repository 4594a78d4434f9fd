using System.Net;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Tests.Hosts;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Tests.Datasets;

public sealed class DatasetEndpointsTests
{
    [Fact]
    public async Task A_dataset_is_made_shown_listed_and_closed()
    {
        await using var host = await MatchingHost.StartAsync();
        var (owner, other) = (host.Caller("dinsos"), host.Caller("csr"));
        var made = (await owner.CreateAsync(Caller.Aid("pkh-2026"))).Read<DatasetInfo>();
        made.ShouldBe(new DatasetInfo(
            "pkh-2026", "Penerima", "aid", "dinsos", "open", "person", "UU 13/2011", new DateOnly(2099, 12, 31), "Bansos", "PKH", 2026, 1_000_000,
            "SK 1/2026", null, 0));
        (await owner.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", d => d)).Read<DatasetInfo>().ShouldBe(made);

        // Others see it only where a decision names it, and never what is the owner's.
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", d => d)).ShouldBe(404, "not_found");
        static Decision Named(Decision d) => d with { Operation = "catalog", Datasets = [new DecidedDataset("pkh-2026", "dinsos")] };
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", Named)).Read<DatasetInfo>()
            .ShouldBe(made with { Basis = null, RetainUntil = null, Budget = null, Reference = null, Rows = null });
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets", Named)).Read<DatasetList>().Datasets.Single().Rows.ShouldBeNull();
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets", d => d)).Read<DatasetList>().Datasets.ShouldBeEmpty();
        (await owner.SendAsync(HttpMethod.Get, "/v1/datasets", d => d)).Read<DatasetList>().Datasets.Single().ShouldBe(made);

        // A record of processing says on what basis and until when, also of others' datasets, and nothing else of theirs.
        static Decision Recorded(Decision d) => Named(d) with { Operation = "agreements" };
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets", Recorded)).Read<DatasetList>().Datasets.Single()
            .ShouldBe(made with { Budget = null, Reference = null, Rows = null });
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets", d => d with { Operation = "agreements" })).Read<DatasetList>().Datasets.ShouldBeEmpty();

        (await other.SendAsync(HttpMethod.Delete, "/v1/datasets/pkh-2026", d => d with { Operation = "upload" })).ShouldBe(404, "not_found");
        for (var i = 0; i < 2; i++)
        {
            (await owner.SendAsync(HttpMethod.Delete, "/v1/datasets/pkh-2026", d => d with { Operation = "upload" })).Status
                .ShouldBe(HttpStatusCode.NoContent);
        }

        (await owner.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", d => d)).Read<DatasetInfo>().State.ShouldBe("closed");
        (await other.SendAsync(HttpMethod.Get, "/v1/datasets/pkh-2026", Named)).ShouldBe(404, "not_found");
    }

    [Fact]
    public async Task A_taken_id_is_refused_but_a_retry_gets_the_first_answer()
    {
        await using var host = await MatchingHost.StartAsync();
        var owner = host.Caller("dinsos");
        var first = await owner.CreateAsync(Caller.Aid("pkh-2026"), "audit-1");
        var again = await owner.CreateAsync(Caller.Aid("pkh-2026"), "audit-1");
        again.Status.ShouldBe(HttpStatusCode.Created);
        again.Body.ShouldBe(first.Body);
        (await owner.CreateAsync(Caller.Aid("pkh-2026"), "audit-2")).ShouldBe(409, "dataset_exists");
        (await host.Caller("csr").CreateAsync(Caller.Aid("pkh-2026"), "audit-1")).ShouldBe(409, "dataset_exists");
    }

    [Fact]
    public async Task All_errors_are_told_at_once_by_field()
    {
        await using var host = await MatchingHost.StartAsync();
        var bad = new DatasetRequest(
            "X", " ", "aids", "family", new string('x', 201), new DateOnly(2020, 1, 1), "", "NOPE", 1999, -1, new string('r', 201));
        var reply = await host.Caller("dinsos").CreateAsync(bad);
        reply.ShouldBe(400, "field_invalid");
        reply.Problem.Errors!.Select(e => $"{e.Field}:{e.Code}").ShouldBe([
            "id:id_invalid", "title:text_invalid", "kind:kind_invalid", "unit:unit_invalid", "basis:text_invalid", "retainUntil:retain_until_past",
            "programme:text_invalid", "aidType:aid_type_unknown", "year:year_invalid", "budget:budget_negative", "reference:text_invalid",
        ]);
        (await host.Caller("dinsos").CreateAsync(Caller.Aid("no-type") with { AidType = null })).Problem.Errors!.Single().Code
            .ShouldBe("aid_type_missing");
    }

    [Fact]
    public async Task Only_what_the_decision_gives_to_the_caller_can_be_made()
    {
        await using var host = await MatchingHost.StartAsync();
        var csr = host.Caller("csr");
        (await csr.PostAsync("/v1/datasets", Caller.Aid("pkh-2026"), d => d with { Operation = "upload" })).ShouldBe(403, "dataset_not_covered");
        (await csr.PostAsync(
            "/v1/datasets", Caller.Aid("pkh-2026"), d => d with { Operation = "upload", Datasets = [new("pkh-2026", "dinsos")] }))
            .ShouldBe(403, "dataset_not_covered");
        (await csr.PostAsync("/v1/datasets", Caller.Aid("pkh-2026"), d => Caller.Owning(d, "pkh-2025"))).ShouldBe(403, "dataset_not_covered");
        (await csr.PostAsync("/v1/datasets", Caller.Aid("pkh-2026"), d => Caller.Owning(d, "pkh-2026") with { Operation = "check" }))
            .ShouldBe(403, "operation_mismatch");
        (await csr.SendAsync(HttpMethod.Post, "/v1/datasets", d => Caller.Owning(d, "x"), "{"u8.ToArray(), "application/json"))
            .ShouldBe(400, "malformed");
        (await csr.SendAsync(HttpMethod.Post, "/v1/datasets", d => Caller.Owning(d, "x"), "{}"u8.ToArray(), "text/plain"))
            .ShouldBe(415, "media_type_unsupported");
    }
}
