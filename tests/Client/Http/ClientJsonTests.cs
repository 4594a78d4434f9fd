using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Tests.Http;

public sealed class ClientJsonTests
{
    [Fact]
    public void What_may_be_null_may_be_absent() =>
        JsonSerializer.Deserialize<CoveredDataset>("""{"dataset":"a"}""", ClientJson.Options).ShouldBe(new CoveredDataset("a", AsOf: null));

    [Fact]
    public void Absent_title_and_rows_of_a_catalog_are_null()
    {
        var dataset = JsonSerializer.Deserialize<CatalogDataset>("""{"id":"a","owner":"o","may":[]}""", ClientJson.Options)!;
        dataset.Title.ShouldBeNull();
        dataset.Rows.ShouldBeNull();
    }

    [Fact]
    public void What_must_be_there_is_missed() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CoveredDataset>("""{"asOf":"2026-01-01"}""", ClientJson.Options));

    [Fact]
    public void What_a_newer_gateway_adds_is_passed_over() =>
        JsonSerializer.Deserialize<CoveredDataset>("""{"dataset":"a","new":1}""", ClientJson.Options)!.Dataset.ShouldBe("a");
}
