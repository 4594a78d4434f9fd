using System.Text;

namespace Pmo.Identity.Tests.Tokens;

public sealed class ResourceIndicatorTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    [Theory]
    [InlineData("resource=urn%3Apmo%3Aapi&resource=urn%3Apmo%3Aapi")]
    [InlineData("resource=urn%3Apmo%3Aapi&resource=urn%3Apmo%3Aother")]
    [InlineData("resource=%2Fv1")]
    [InlineData("resource=v1%2Fchecks")]
    [InlineData("resource=urn%3Apmo%3Aapi%23fragment")]
    [InlineData("resource=urn%3Apmo%3Aapi%23")]
    [InlineData("resource=URN%3Apmo%3Aapi")]
    [InlineData("resource=urn%3Apmo%3Aapi%3Fa%3Db")]
    [InlineData("resource=urn%3Apmo%3Aapi%20urn%3Apmo%3Aother")]
    [InlineData("resource=not%20a%20uri")]
    public async Task Repeated_relative_with_fragment_or_another(string more) =>
        (await AskAsync(more)).ShouldBeRefused("invalid_target", 400);

    [Theory]
    [InlineData("resource=urn%3Apmo%3Aapi")]
    [InlineData("resource=")]
    [InlineData("resource=&resource=urn%3Apmo%3Aapi")]
    public async Task The_audience_once_or_none(string more) => (await AskAsync(more)).Status.ShouldBe(200);

    [Fact]
    public async Task A_hundred_of_them() =>
        (await AskAsync(string.Join('&', Enumerable.Repeat("resource=urn%3Apmo%3Aapi", 100)))).ShouldBeRefused("invalid_request", 400);

    private async Task<TokenAnswer> AskAsync(string more)
    {
        var form = await new FormUrlEncodedContent(identity.Host.Form()).ReadAsStringAsync();
        using var body = new StringContent($"{form}&{more}", Encoding.ASCII, "application/x-www-form-urlencoded");
        return await identity.Host.AskAsync(body);
    }
}
