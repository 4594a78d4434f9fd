using System.Net;
using System.Text.Json;
using Pmo.Pseudonyms.Evaluate.Storage;
using Pmo.Pseudonyms.Tests.Evaluate.Storage;

namespace Pmo.Pseudonyms.Tests.Evaluate;

public sealed class EvaluationHealthTests
{
    [Theory]
    [InlineData(0.89, "healthy")]
    [InlineData(0.9, "degraded")]
    public async Task Tells_how_much_of_the_key_is_used(double share, string status)
    {
        await using var host = await PseudonymsHost.StartAsync();
        var used = (long)Math.Ceiling(share * PartLedger.MaxEvaluations);
        await host.SetEvaluationsAsync("kk", used);
        using var response = await host.Http.GetAsync("/health/ready");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        using var health = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        health.RootElement.GetProperty("status").GetString().ShouldBe(status);
        var check = health.RootElement.GetProperty("checks").GetProperty("evaluations");
        check.GetProperty("status").GetString().ShouldBe(status);
        check.GetProperty("description").GetString().ShouldNotBeNull().ShouldContain($"kk.2026-11.1: {used} of 1073741824 evaluations");
    }
}
