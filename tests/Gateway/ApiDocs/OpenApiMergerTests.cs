using System.Text.Json;
using System.Text.RegularExpressions;
using Pmo.Gateway.Api;

namespace Pmo.Gateway.Tests.ApiDocs;

/// <summary>The merged description: every public call, nothing internal.</summary>
public sealed partial class OpenApiMergerTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Description_holds_every_call_and_nothing_internal()
    {
        var document = (await GetAsync("/openapi/v1.json")).ShouldBe(200).Json;

        var described = document.GetProperty("paths").EnumerateObject()
            .SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name.ToUpperInvariant()} {Shape(p.Name)}")).Order(StringComparer.Ordinal).ToList();
        var api = ApiCalls.All.Select(c => $"{c.Method} {Shape(c.Path)}").Distinct().Order(StringComparer.Ordinal).ToList();
        described.ShouldBe(api);
        document.GetProperty("openapi").GetString()!.ShouldStartWith("3.1");
        document.GetProperty("info").GetProperty("description").GetString()!.ShouldNotContain("Incomplete");
    }

    [Fact]
    public async Task Every_reference_is_there_and_every_call_asks_for_a_token()
    {
        var answer = await GetAsync("/openapi/v1.json");
        var schemas = answer.Json.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

        Reference().Matches(answer.Text).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).ShouldAllBe(name => schemas.Contains(name));
        foreach (var path in answer.Json.GetProperty("paths").EnumerateObject().Where(p => p.Name.StartsWith("/v1/", StringComparison.Ordinal)))
        {
            path.Value.EnumerateObject().ShouldAllBe(m => m.Value.GetProperty("security")[0].EnumerateObject().Single().Name == "dpop");
        }
    }

    [Fact]
    public async Task Description_says_what_is_missing()
    {
        stack.ReplaceMatching(null);
        try
        {
            (await GetAsync("/openapi/v1.json")).ShouldBe(200).Json.GetProperty("info").GetProperty("description").GetString()!.ShouldContain("matching");
        }
        finally
        {
            stack.Restore();
        }
    }

    [Fact]
    public async Task Every_code_of_every_service_is_named()
    {
        var examples = (await GetAsync("/openapi/v1.json")).Json.GetProperty("components").GetProperty("schemas").GetProperty("ErrorCode").GetProperty("examples");
        var named = examples.EnumerateArray().Select(e => e.GetString()!).ToHashSet(StringComparer.Ordinal);

        GatewayErrors.All.Concat(Hosting.Problems.CommonErrors.All).Concat(Matching.MatchingErrors.All).Select(c => c.Code)
            .Append("ceiling_reached").Where(c => !named.Contains(c)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/docs/index.html", "swagger-ui")]
    [InlineData("/", "PMO Gateway")]
    public async Task Pages_are_served(string path, string holds) => (await GetAsync(path)).ShouldBe(200).Text.ShouldContain(holds);

    private async Task<ApiAnswer> GetAsync(string path)
    {
        using var response = await stack.Http.GetAsync(new Uri(stack.Origin, path), TestContext.Current.CancellationToken);
        return await ApiCaller.ReadAsync(response);
    }

    private static string Shape(string path) => Parameter().Replace(path, "{}");

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Parameter();

    [GeneratedRegex("\"#/components/schemas/(?<name>[^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Reference();
}
