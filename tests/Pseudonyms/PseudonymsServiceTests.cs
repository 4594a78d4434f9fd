using System.Text.Json;
using Pmo.Hosting.Startup;

namespace Pmo.Pseudonyms.Tests;

public sealed class PseudonymsServiceTests
{
    [Fact]
    public async Task Describes_itself_in_OpenApi()
    {
        await using var host = await PseudonymsHost.StartAsync();
        using var document = JsonDocument.Parse(await host.Http.GetStringAsync("/openapi/v1.json"));
        var paths = document.RootElement.GetProperty("paths");
        paths.GetProperty(PseudonymsHost.KeysPath).GetProperty("get").GetProperty("operationId").GetString().ShouldBe("GetKeys");
        var evaluate = paths.GetProperty(PseudonymsHost.EvaluatePath).GetProperty("post");
        evaluate.GetProperty("operationId").GetString().ShouldBe("EvaluatePart");
        evaluate.GetProperty("requestBody").GetProperty("content").TryGetProperty("application/octet-stream", out _).ShouldBeTrue();
        evaluate.GetProperty("responses").EnumerateObject().Select(r => r.Name).Order()
            .ShouldBe(["200", "400", "401", "409", "415", "422", "429", "503"]);
    }

    [Fact]
    public void Without_a_decision_key_it_does_not_start()
    {
        using var folder = new DataFolder();
        File.Delete(folder.DecisionKeyFile);
        Should.Throw<StartupException>(() => PseudonymsService.Create(PseudonymsHost.Arguments(folder))).Code.ShouldBe("decision_key_missing");
    }

    [Fact]
    public void Outside_development_the_key_ring_needs_a_certificate()
    {
        using var folder = new DataFolder();
        Should.Throw<StartupException>(() => PseudonymsService.Create([.. PseudonymsHost.Arguments(folder), "--environment=Production"]))
            .Code.ShouldBe("key_ring_unprotected");
    }
}
