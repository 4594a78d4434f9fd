using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Protocol.Tests.Api;

public sealed class ApiJsonTests
{
    [Fact]
    public void What_is_null_is_left_out_and_can_be_read_back()
    {
        var covered = new CoveredDataset("dinsos-pkh-2026", null);
        var json = JsonSerializer.Serialize(covered, ApiJson.Options);
        json.ShouldBe("""{"dataset":"dinsos-pkh-2026"}""");
        JsonSerializer.Deserialize<CoveredDataset>(json, ApiJson.Options).ShouldBe(covered);
    }

    [Fact]
    public void What_cannot_be_null_is_still_required() =>
        Should.Throw<JsonException>(() => JsonSerializer.Deserialize<CoveredDataset>("{}", ApiJson.Options));
}
