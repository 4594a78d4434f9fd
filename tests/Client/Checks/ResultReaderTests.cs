using System.Text.Json;
using Pmo.Client.Checks;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Tests.Checks;

public sealed class ResultReaderTests
{
    [Fact]
    public void Results_read_as_they_were_written_and_keep_what_is_the_same_once()
    {
        Overlap[] some = [new("Dinsos", "PKH", "PKH 2026", 2026, "2026-01", "1-2 juta", "1871", Household: true, Claimed: true), new(Category: "BLT")];
        CheckResult[] results = [new(0, CheckResult.Match, some), new(1, CheckResult.Withheld, []), new(3, CheckResult.Match, some)];

        var read = JsonSerializer.Deserialize<ReceivedResults>(JsonSerializer.Serialize(results, ApiJson.Options), ClientJson.Options)!.Packed;

        JsonSerializer.Serialize<IEnumerable<CheckResult>>(read, ApiJson.Options).ShouldBe(JsonSerializer.Serialize(results, ApiJson.Options));
        read[0].Overlaps.ShouldBeSameAs(read[2].Overlaps);
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
        Should.Throw<JsonException>(() => Read(json));

    private static CheckResult Read(string json) => JsonSerializer.Deserialize<ReceivedResults>($"[{json}]", ClientJson.Options)!.Packed.Single();
}
