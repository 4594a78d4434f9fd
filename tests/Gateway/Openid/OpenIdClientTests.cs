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
        var answer = await RunAsync("machine.js", stack.Machine());
        answer["revokedAfter"]!.GetValue<int>().ShouldBeLessThan(2000);
    }

    [Fact]
    public async Task A_person_signs_in_with_a_browser_and_out_again()
    {
        Scripts.Require();
        var answer = await RunAsync("person.js", stack.Person(Chromium.Require()));
        answer["signedOutAfter"]!.GetValue<int>().ShouldBeLessThan(2000);
    }

    private static async Task<JsonNode> RunAsync(string script, JsonObject story)
    {
        var (answer, errors) = await Scripts.RunAsync(script, story, TestContext.Current.CancellationToken);
        return answer.ShouldNotBeNull(errors);
    }
}
