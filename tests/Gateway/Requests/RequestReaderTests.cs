using System.Net.Sockets;
using System.Text;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests.Requests;

/// <summary>Bodies that are not what their headers say.</summary>
public sealed class RequestReaderTests(Stack stack) : IClassFixture<Stack>
{
    [Fact]
    public async Task Body_without_a_digest_is_refused() => await RefusedAsync(r => r.With(PmoHeaders.ContentDigest, null), 400, "digest_missing");

    [Fact]
    public async Task Changed_body_is_refused() =>
        await RefusedAsync(r => r.With(PmoHeaders.ContentDigest, ContentDigest.Of("other"u8).ToString()), 422, "digest_mismatch");

    [Fact]
    public async Task Digest_of_another_algorithm_is_refused() =>
        await RefusedAsync(r => r.With(PmoHeaders.ContentDigest, "md5=:AAAA:"), 422, "digest_mismatch");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/octet-stream")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("nonsense")]
    public async Task Wrong_media_type_is_refused(string type) => await RefusedAsync(r => r with { MediaType = type }, 415, "media_type_unsupported");

    [Fact]
    public async Task Body_larger_than_its_call_needs_is_refused() => await RefusedAsync(Grow, 413, "part_too_large");

    [Fact]
    public async Task Body_larger_than_its_call_needs_is_refused_in_chunks_too() =>
        await RefusedAsync(r => Grow(r) with { IsChunked = true }, 413, "part_too_large");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"rows\":\"3\"}")]
    [InlineData("{\"rows\":3,\"unknown\":1}")]
    [InlineData("{\"rows\":3,\"kind\":null}")]
    [InlineData("{\"rows\":3")]
    [InlineData("{}")]
    public async Task Json_that_is_no_check_is_refused(string json) => await RefusedAsync(r => r with { Body = Encoding.UTF8.GetBytes(json) }, 400, "malformed");

    [Theory]
    [InlineData("{\"rows\":0}")]
    [InlineData("{\"rows\":-1}")]
    [InlineData("{\"rows\":1000001}")]
    [InlineData("{\"rows\":1,\"kind\":\"ktp\"}")]
    public async Task Values_out_of_range_are_refused(string json) =>
        await RefusedAsync(r => r with { Body = Encoding.UTF8.GetBytes(json) }, 400, "field_value");

    [Theory]
    [InlineData("GET", "/v1/catalog")]
    [InlineData("POST", "/v1/checks/aaaaaaaaaaaaaaaaaaaaaa/commit")]
    [InlineData("DELETE", "/v1/datasets/pkh")]
    public async Task Body_where_none_is_expected_is_refused(string method, string path) =>
        (await stack.NewPartner().SendAsync(ApiRequest.Json(method, path, "{}"))).ShouldBeRefused(400, "body_not_expected");

    [Fact]
    public async Task Chunked_body_without_a_length_is_taken()
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(ListRun.Open(partner, 3) with { IsChunked = true })).ShouldBe(201);
    }

    [Fact]
    public async Task Client_that_goes_away_half_way_leaves_nothing_reserved()
    {
        var partner = stack.NewPartner();
        var request = ListRun.Open(partner, 3);
        var token = await partner.TokenAsync();
        using (var client = new TcpClient())
        {
            await client.ConnectAsync(stack.Origin.Host, stack.Origin.Port, TestContext.Current.CancellationToken);
            var head = $"POST /v1/checks HTTP/1.1\r\nHost: {stack.Origin.Authority}\r\nAuthorization: DPoP {token}\r\n"
                + $"DPoP: {partner.Proof(request, token).Sign()}\r\nPmo-Agreement: {partner.Agreement}\r\nPmo-Purpose: {Policies.Purpose}\r\n"
                + $"Content-Type: application/json\r\nContent-Digest: {ContentDigest.Of(request.Body)}\r\nContent-Length: {request.Body.Length}\r\n\r\n{{\"ro";
            var stream = client.GetStream();
            await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);
            client.Client.Shutdown(SocketShutdown.Send);

            try
            {
                // The answer, or the end of the connection, says that the server is done with it.
                await stream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
            }
            catch (IOException e)
            {
                e.InnerException.ShouldBeOfType<SocketException>().SocketErrorCode.ShouldBe(SocketError.ConnectionReset);
            }
        }

        (stack.Database.Used(partner.Agreement), stack.Database.Sessions(partner.Organisation)).ShouldBe((0, 0));
    }

    private static ApiRequest Grow(ApiRequest request) => request with { Body = Encoding.UTF8.GetBytes("{\"rows\":3}" + new string(' ', 70_000)) };

    private async Task RefusedAsync(Func<ApiRequest, ApiRequest> spoil, int status, string code)
    {
        var partner = stack.NewPartner();

        (await partner.SendAsync(spoil(ListRun.Open(partner, 3)))).ShouldBeRefused(status, code);

        stack.Database.Used(partner.Agreement).ShouldBe(0);
        stack.Database.Entries(partner.Organisation).Single().GetProperty("reasons")[0].GetString().ShouldBe(code);
    }
}
