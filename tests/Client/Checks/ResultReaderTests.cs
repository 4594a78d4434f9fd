using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Tests.Checks;

public sealed class ResultReaderTests
{
    [Fact]
    public void Answer_reads_as_it_was_written()
    {
        Overlap[] some = [new("Dinsos", "PKH", "PKH 2026", 2026, "2026-01", "1-2 juta", "1871", Household: true, Claimed: true), new(Category: "BLT")];
        var answer = new CheckAnswer("c", "r", [new CoveredDataset("pkh", new DateOnly(2026, 1, 1))], 4, 2,
            [new CheckResult(0, CheckResult.Match, some), new CheckResult(1, CheckResult.Withheld, []), new CheckResult(3, CheckResult.Match, some)]);

        var read = JsonSerializer.Deserialize<CheckAnswer>(JsonSerializer.Serialize(answer, ApiJson.Options), ClientJson.Options)!;

        JsonSerializer.Serialize(read, ApiJson.Options).ShouldBe(JsonSerializer.Serialize(answer, ApiJson.Options));
        JsonSerializer.Serialize(read, ClientJson.Options).ShouldBe(JsonSerializer.Serialize(answer, ApiJson.Options));
        read.Results[0].Overlaps.ShouldBeSameAs(read.Results[2].Overlaps);
    }

    [Fact]
    public void What_a_newer_gateway_says_besides_is_passed_over()
    {
        var result = Read("""{"new":{"status":"none","i":[7]},"i":7,"status":"match","overlaps":[{"year":2026,"new":1}],"more":[1,{}]}""");

        (result.I, result.Status, result.Overlaps.Single().Year).ShouldBe((7, "match", 2026));
    }

    [Theory]
    [InlineData("""{"status":"match","overlaps":[]}""")]
    [InlineData("""{"i":1,"overlaps":[]}""")]
    [InlineData("""{"i":1,"status":null,"overlaps":[]}""")]
    [InlineData("""{"i":1,"status":"match"}""")]
    [InlineData("""{"i":1,"status":"match","overlaps":null}""")]
    [InlineData("""{"i":1,"status":"match","overlaps":{}}""")]
    [InlineData("""{"i":1,"status":"match","overlaps":["x"]}""")]
    [InlineData("""{"i":"1","status":"match","overlaps":[]}""")]
    [InlineData("""{"i":1.5,"status":"match","overlaps":[]}""")]
    [InlineData("""{"i":3000000000,"status":"match","overlaps":[]}""")]
    [InlineData("""{"i":1,"status":5,"overlaps":[]}""")]
    [InlineData("[1]")]
    [InlineData("null")]
    public void What_is_no_result_is_refused(string json) =>
        Should.Throw<JsonException>(() => Read(json) ?? throw new JsonException());

    private static CheckResult Read(string json) => JsonSerializer.Deserialize<CheckResult>(json, ClientJson.Options)!;
}
