using Pmo.Gateway.Accounts;
using Pmo.Gateway.Tokens;

namespace Pmo.Gateway.Tests.Accounts;

public sealed class RevokedSetTests
{
    private static readonly Caller Officer = new(
        "csr-01", "portal", "person-1", new string('A', 43), DateTimeOffset.MaxValue, "token-1", "session-1", ["csr"]);

    [Theory]
    [InlineData("organisation", "csr-01", true)]
    [InlineData("organisation", "portal", false)]
    [InlineData("client", "portal", true)]
    [InlineData("person", "person-1", true)]
    [InlineData("session", "session-1", true)]
    [InlineData("token", "token-1", true)]
    [InlineData("client", "person-1", false)]
    [InlineData("person", "portal", false)]
    [InlineData("session", "session-2", false)]
    [InlineData("token", "session-1", false)]
    public void Caller_is_refused_by_the_claim_that_is_named_and_by_no_other(string kind, string id, bool isRefused)
    {
        var revoked = new RevokedSet();
        revoked.Refuses(Officer).ShouldBeFalse();

        revoked.Replace([new Revoked(kind, id)]);

        revoked.Refuses(Officer).ShouldBe(isRefused);
        revoked.Refuses(Officer with { SessionId = null }).ShouldBe(isRefused && kind != "session");
    }
}
