using System.Text.Json;
using Pmo.Client.Checks;
using Pmo.Client.Http;
using Pmo.Protocol.Api;

namespace Pmo.Client.Tests.Checks;

public sealed class PackedResultsTests
{
    [Fact]
    public void Results_come_back_as_they_were_read_also_when_each_person_has_other_overlaps()
    {
        // More kinds of overlaps than are shared, and some that many have, before and after there is no more room.
        var results = Enumerable.Range(0, 40_000).Select(i => (i % 4) switch
        {
            0 => new CheckResult(3 * i, CheckResult.Withheld, []),
            1 => new CheckResult(3 * i, CheckResult.Match, [new Overlap(Category: "BLT", Year: 2026)]),
            _ => new CheckResult(3 * i, CheckResult.Match, [new Overlap(Programme: $"Program é {i}", Claimed: true), new Overlap(Year: i)]),
        }).ToList();

        var read = JsonSerializer.Deserialize<ReceivedResults>(JsonSerializer.Serialize(results, ApiJson.Options), ClientJson.Options)!.Packed;

        read.Count.ShouldBe(results.Count);
        JsonSerializer.Serialize<IEnumerable<CheckResult>>(read, ApiJson.Options).ShouldBe(JsonSerializer.Serialize(results, ApiJson.Options));
        JsonSerializer.Serialize(read[39_999], ApiJson.Options).ShouldBe(JsonSerializer.Serialize(results[39_999], ApiJson.Options));
        read[1].Overlaps.ShouldBeSameAs(read[5].Overlaps);
        Should.Throw<ArgumentOutOfRangeException>(() => read[40_000]);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[null]")]
    [InlineData("""[{"i":1}]""")]
    public void What_is_no_list_of_results_is_refused(string json) =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<ReceivedResults>(json, ClientJson.Options) ?? throw new JsonException());
}
