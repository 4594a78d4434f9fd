using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;

namespace Pmo.Client.Tests.Loopback;

/// <summary>A client of a loopback gateway.</summary>
internal sealed class Opened : IDisposable
{
    private readonly Profile _profile;

    public Opened(LoopbackGateway gateway, TimeProvider? time = null)
    {
        new ProfileStore(gateway.Home).TryOpen(null, out var profile, out var problem).ShouldBeTrue(problem.En);
        _profile = profile!;
        Client = new GatewayClient(_profile, Language.En, time ?? TimeProvider.System);
    }

    public GatewayClient Client { get; }

    public void Dispose()
    {
        Client.Dispose();
        _profile.Dispose();
    }
}
