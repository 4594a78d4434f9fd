namespace Pmo.Gateway.Tests.Tokens;

/// <summary>Two Identities on one database and two Gateways on another, seen under one origin; signing keys live as shortly as the settings allow.</summary>
public sealed class RotatingStack : Stack
{
    public IReadOnlyList<Uri> Identities { get; private set; } = [];

    public IReadOnlyList<Uri> Gateways { get; private set; } = [];

    protected override IEnumerable<string> MoreForIdentity =>
    [
        "--Identity:SigningKeys:SignsFor=00:30:00", "--Identity:SigningKeys:AnnouncedFor=00:10:00", "--Identity:SigningKeys:KeptFor=00:10:00",
    ];

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Identities = [IdentityAddress, await StartIdentityAsync()];
        PublishIdentities(Identities[1]);
        Gateways = [Origin, await StartGatewayAsync($"--Gateway:PublicOrigin={Origin.GetLeftPart(UriPartial.Authority)}")];
    }
}
