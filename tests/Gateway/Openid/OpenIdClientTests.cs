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
        var machine = stack.NewPartner();
        var (answer, errors) = await Scripts.RunAsync(
            "machine.js", stack.Party(machine.Organisation, machine.Key.ToPem()), TestContext.Current.CancellationToken);
        answer.ShouldNotBeNull(errors);
        answer["revokedAfter"]!.GetValue<int>().ShouldBeLessThan(2000);
    }
}
