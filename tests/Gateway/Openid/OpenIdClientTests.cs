using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Openid;

/// <summary>openid-client, which is certified and which nobody here wrote, against the running services. What it expects is in tests/Interop/openid.</summary>
public sealed class OpenIdClientTests(OpenIdStack stack) : IClassFixture<OpenIdStack>
{
    private static readonly NodeScripts Scripts = new("openid");

    [Fact]
    public async Task A_machine_gets_a_token_uses_it_and_gives_it_back()
    {
        Scripts.Require();
        var story = stack.Machine();
        var answer = await RunAsync("machine.js", story);
        answer["revokedAfter"]!.GetValue<int>().ShouldBeLessThan(2000);
        await Harvest.ShouldFindNoneAsync(stack.Data, [.. Told(answer), .. Harvest.Key(story["keyPem"]!.GetValue<string>())]);
    }

    [Fact]
    public async Task A_person_signs_in_with_a_browser_and_out_again()
    {
        Scripts.Require();
        var story = stack.Person(OpenIdStack.Sari, Chromium.Require());
        var answer = await RunAsync("person.js", story);
        answer["signedOutAfter"]!.GetValue<int>().ShouldBeLessThan(2000);
        await Harvest.ShouldFindNoneAsync(
            stack.Data, [.. Told(answer), .. stack.PersonalSecrets(), .. Harvest.Key(story["keyPem"]!.GetValue<string>())]);
    }

    [Fact]
    public async Task A_persons_pages_are_for_everybody()
    {
        Scripts.Require();
        var answer = await RunAsync("pages.js", stack.Person(OpenIdStack.Budi, Chromium.Require()));
        answer["seen"]!.AsArray().Count.ShouldBe(16);
    }

    // What the script held in its hands.
    private static IEnumerable<byte[]> Told(JsonNode answer) => answer["secrets"]!.AsArray().SelectMany(s => Harvest.Parts(s!.GetValue<string>()));

    private static async Task<JsonNode> RunAsync(string script, JsonObject story)
    {
        var (answer, errors) = await Scripts.RunAsync(script, story, TestContext.Current.CancellationToken);
        return answer.ShouldNotBeNull(errors);
    }
}
