using System.Text.Json.Nodes;
using Pmo.Testing;

namespace Pmo.Gateway.Tests.Leaks;

/// <summary>The services with taps on the wire: between partners and the Gateway, and between the Gateway and the services behind it.</summary>
public sealed class TappedStack : Stack
{
    public const string Cleaner = "cleaner-01";
    public const string Officer = Cleaner + "-dpo";
    private readonly Tap _front = new();
    private readonly List<Tap> _behind = [];

    /// <summary>What went between partners and the Gateway.</summary>
    public byte[] Front => _front.Captured;

    /// <summary>What went between the Gateway and the others.</summary>
    public byte[] BehindTheDoor => _behind.SelectMany(t => t.Captured).ToArray();

    /// <summary>Of the officer for data protection of <see cref="Cleaner"/>.</summary>
    public TestKey OfficerKey { get; } = TestKey.Ec();

    protected override IEnumerable<JsonObject> MoreClients =>
        [new JsonObject { ["clientId"] = Officer, ["org"] = Cleaner, ["roles"] = new JsonArray("dpo"), ["jwk"] = OfficerKey.PublicJwk() }];

    protected override IEnumerable<string> MoreForGateway => [$"--Gateway:PublicOrigin={_front.Address.GetLeftPart(UriPartial.Authority)}"];

    protected override Uri Publish(Uri bound)
    {
        _front.Target = bound;
        return _front.Address;
    }

    protected override Uri Behind(Uri bound)
    {
        var tap = new Tap { Target = bound };
        _behind.Add(tap);
        return tap.Address;
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _front.DisposeAsync();
        OfficerKey.Dispose();
        foreach (var tap in _behind)
        {
            await tap.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
