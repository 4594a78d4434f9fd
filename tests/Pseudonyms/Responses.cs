using System.Net;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Pseudonyms.Tests;

internal static class Responses
{
    public static async Task<T> ReadAsync<T>(this HttpResponseMessage response) where T : class =>
        JsonSerializer.Deserialize<T>(await response.Content.ReadAsByteArrayAsync(), ApiJson.Options).ShouldNotBeNull();

    public static async Task<byte[]> ShouldBeAnsweredAsync(this HttpResponseMessage response)
    {
        response.StatusCode.ShouldBe(HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsByteArrayAsync();
    }

    public static async Task<Problem> ShouldBeRefusedAsync(this HttpResponseMessage response, int status, string code)
    {
        var problem = await response.ReadAsync<Problem>();
        ((int)response.StatusCode, problem.Code).ShouldBe((status, code));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        return problem;
    }
}
