using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;

namespace Pmo.Bench.Checks;

/// <summary>An organisation that calls the Gateway with the client library, as <c>pmo</c> does.</summary>
internal sealed class Member : IDisposable
{
    private readonly Profile _profile;

    private Member(PmoHome home, Profile profile)
    {
        Home = home;
        _profile = profile;
        Gateway = new GatewayClient(profile, Language.En, TimeProvider.System);
    }

    public PmoHome Home { get; }

    public GatewayClient Gateway { get; }

    public static Member Open(string data, string organisation)
    {
        var home = new PmoHome(data);
        return new ProfileStore(home).TryOpen(organisation, out var profile, out var message)
            ? new Member(home, profile)
            : throw new InvalidOperationException(message.En);
    }

    /// <summary>The value; a refusal is not what is measured here and ends the run.</summary>
    public static T Expect<T>(Outcome<T> outcome) where T : notnull =>
        outcome.TryGet(out var value, out var problem)
            ? value
            : throw new InvalidOperationException($"The Gateway refused: {problem.Status} {problem.Code}: {problem.Detail}");

    public void Dispose()
    {
        Gateway.Dispose();
        _profile.Dispose();
    }
}
