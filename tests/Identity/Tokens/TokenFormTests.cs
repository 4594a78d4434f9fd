using System.Text;

namespace Pmo.Identity.Tests.Tokens;

public sealed class TokenFormTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private IdentityHost Host => identity.Host;

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data")]
    [InlineData("text/plain")]
    public async Task Another_media_type(string type)
    {
        using var body = new StringContent(await new FormUrlEncodedContent(Host.Form()).ReadAsStringAsync(), Encoding.ASCII, type);
        (await Host.AskAsync(body)).ShouldBeRefused("invalid_request", 415);
    }

    [Fact]
    public async Task No_media_type()
    {
        using var body = new ByteArrayContent(await new FormUrlEncodedContent(Host.Form()).ReadAsByteArrayAsync());
        (await Host.AskAsync(body)).ShouldBeRefused("invalid_request", 415);
    }

    [Fact]
    public async Task Larger_than_16_KiB() =>
        (await Host.AskAsync(Host.Form(null, ("more", new string('x', 16 * 1024))))).ShouldBeRefused("invalid_request", 413);

    [Fact]
    public async Task Larger_than_16_KiB_without_saying_so()
    {
        var bytes = await new FormUrlEncodedContent(Host.Form(null, ("more", new string('x', 16 * 1024)))).ReadAsByteArrayAsync();
        using var body = new StreamContent(new UnsizedStream(bytes));
        body.Headers.ContentType = new("application/x-www-form-urlencoded");
        (await Host.AskAsync(body)).ShouldBeRefused("invalid_request", 413);
    }

    [Theory]
    [InlineData("grant_type=client_credentials")]
    [InlineData("client_id=csr-nusantara&client_id=csr-nusantara")]
    [InlineData("unknown=1&unknown=1")]
    public async Task A_parameter_twice(string more)
    {
        var form = await new FormUrlEncodedContent(Host.Form()).ReadAsStringAsync();
        using var body = new StringContent($"{form}&{more}", Encoding.ASCII, "application/x-www-form-urlencoded");
        (await Host.AskAsync(body)).ShouldBeRefused("invalid_request", 400);
    }

    [Fact]
    public async Task A_hundred_parameters()
    {
        var form = Host.Form(null, [.. Enumerable.Range(0, 100).Select(i => ($"p{i}", (string?)"1"))]);
        (await Host.AskAsync(form)).ShouldBeRefused("invalid_request", 400);
    }

    [Fact]
    public async Task Names_are_case_sensitive() =>
        (await Host.AskAsync(Host.Form(null, ("grant_type", null), ("Grant_Type", "client_credentials")))).ShouldBeRefused("invalid_request", 400);

    [Fact]
    public async Task Unknown_and_empty_parameters_are_passed_over() =>
        (await Host.AskAsync(Host.Form(null, ("scope", ""), ("resource", ""), ("unknown", "1")))).Status.ShouldBe(200);

    private sealed class UnsizedStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}
