using Pmo.Protocol.Api;

namespace Pmo.Gateway.Tests.Catalog;

/// <summary>What a caller may do, and what is left.</summary>
public sealed class CatalogEndpointTests(Stack stack) : IClassFixture<Stack>, IAsyncLifetime
{
    public async ValueTask InitializeAsync()
    {
        var dinsos = stack.Caller("dinsos");
        if (!(await dinsos.CatalogAsync()).Text.Contains("\"title\"", StringComparison.Ordinal))
        {
            await ListRun.UploadAsync(dinsos, "pkh", 1, 2, 3);
        }
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Partner_sees_what_it_may_do_and_no_row_counts()
    {
        var catalog = (await stack.NewPartner().CatalogAsync()).ShouldBe(200).Read<Protocol.Api.Catalog>();

        catalog.Datasets.Select(d => d.Id).ShouldBe(["pkh", "zakat"]);
        var pkh = catalog.Datasets[0];
        (pkh.Owner, pkh.Title, pkh.Kind, pkh.AsOf, pkh.Rows).ShouldBe(("dinsos", "Contoh", "aid", new DateOnly(2026, 1, 1), null));
        var may = pkh.May.ShouldHaveSingleItem();
        (may.Operation, may.Purposes[0], may.Kinds[0]).ShouldBe(("check", Policies.Purpose, "nik"));
        may.Disclose.ShouldBe(["overlap", "category", "year"]);
        (may.List!.Min, may.List.Max).ShouldBe((1, 50));
        (may.Quota!.Limit, may.Quota.Left, may.Quota.Per, may.Quota.ResetsAt)
            .ShouldBe((100, 100, "month", new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.FromHours(7))));
    }

    [Fact]
    public async Task Quota_left_follows_the_checks()
    {
        var partner = stack.NewPartner();
        await ListRun.OpenAsync(partner, 30);

        var catalog = (await partner.CatalogAsync()).Read<Protocol.Api.Catalog>();

        catalog.Datasets.SelectMany(d => d.May).Select(m => m.Quota!.Left).ShouldAllBe(left => left == 70);
    }

    [Fact]
    public async Task Owner_sees_rows_of_its_own_and_what_it_has_not_made_yet()
    {
        var catalog = (await stack.Caller("dinsos").CatalogAsync()).Read<Protocol.Api.Catalog>();

        catalog.Datasets.Select(d => (d.Id, d.Title, d.Rows)).ShouldBe([("dtsen", null, null), ("pkh", "Contoh", 3), ("rollup", null, null)]);
        catalog.Datasets.ShouldAllBe(d => d.May.Single().Operation == "upload");
    }

    [Fact]
    public async Task Catalog_without_Matching_is_an_outage()
    {
        stack.ReplaceMatching(null);
        try
        {
            (await stack.NewPartner().CatalogAsync()).ShouldBeRefused(503, "service_unavailable");
        }
        finally
        {
            stack.Restore();
        }
    }

    [Fact]
    public async Task Stranger_to_a_dataset_does_not_find_it()
    {
        (await stack.Caller("baznas").SendAsync(ApiRequest.Get("/v1/datasets/pkh"))).ShouldBeRefused(404, "not_found");
        (await stack.Caller("dinsos").SendAsync(ApiRequest.Get("/v1/datasets/pkh"))).ShouldBe(200).Read<DatasetInfo>().Rows.ShouldBe(3);
        (await stack.NewPartner().SendAsync(ApiRequest.Get("/v1/datasets/pkh"))).ShouldBe(200).Read<DatasetInfo>().Rows.ShouldBeNull();
    }
}
