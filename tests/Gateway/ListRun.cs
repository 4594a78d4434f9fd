using System.Buffers.Text;
using System.Text;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tests;

/// <summary>A check, or an upload, made call by call.</summary>
internal static class ListRun
{
    public static ApiRequest Open(ApiCaller caller, int rows, string? key = null)
    {
        var request = ApiRequest.Json("POST", "/v1/checks", $$"""{"rows":{{rows}}}""").Under(caller.Agreement);
        return key is null ? request : request.With(PmoHeaders.IdempotencyKey, key);
    }

    public static async Task<string> OpenAsync(ApiCaller caller, int rows) =>
        (await caller.SendAsync(Open(caller, rows))).ShouldBe(201).Read<CheckOpened>().CheckId;

    public static ApiRequest Evaluate(string session, byte[] blinded, int part = 0) => ApiRequest.Binary("POST", "/v1/pseudonyms/evaluate", blinded)
        .With(PmoHeaders.Session, session).With(PmoHeaders.Part, part.ToString(System.Globalization.CultureInfo.InvariantCulture));

    public static ApiRequest Put(string check, byte[] tokens, string keyId, int part = 0) =>
        ApiRequest.Binary("PUT", $"/v1/checks/{check}/parts/{part}", tokens).With(PmoHeaders.Key, keyId);

    public static ApiRequest Commit(string check) => new("POST", $"/v1/checks/{check}/commit");

    public static async Task<byte[]> TokensAsync(ApiCaller caller, string session, params int[] persons)
    {
        var part = new Part(persons);
        return part.Tokens((await caller.SendAsync(Evaluate(session, part.Blinded))).ShouldBe(200).Body, await caller.StatementAsync());
    }

    /// <summary>Opens, evaluates and sends: what is left is to commit.</summary>
    public static async Task<string> PrepareAsync(ApiCaller caller, params int[] persons)
    {
        var check = await OpenAsync(caller, persons.Length);
        var tokens = await TokensAsync(caller, check, persons);
        (await caller.SendAsync(Put(check, tokens, (await caller.StatementAsync()).KeyId))).ShouldBe(200);
        return check;
    }

    public static async Task<CheckAnswer> CheckAsync(ApiCaller caller, params int[] persons) =>
        (await caller.SendAsync(Commit(await PrepareAsync(caller, persons)))).ShouldBe(200).Read<CheckAnswer>();

    public static ApiRequest Create(ApiCaller owner, string dataset, string kind = "aid") => ApiRequest.Json("POST", "/v1/datasets",
        $$"""{"id":"{{dataset}}","title":"Contoh","kind":"{{kind}}","unit":"person","basis":"UU 27/2022","retainUntil":"2030-01-01","aidType":"PKH","year":2026}""")
        .Under(owner.Agreement, "registration");

    public static ApiRequest OpenUpload(ApiCaller owner, string dataset, int rows) => ApiRequest.Json("POST", $"/v1/datasets/{dataset}/uploads",
        $$"""{"mode":"replace","asOf":"2026-01-01","rows":{{rows}}}""").Under(owner.Agreement, "registration");

    public static ApiRequest PutRows(string dataset, string upload, byte[] tokens, string keyId, string more = "") =>
        new ApiRequest("PUT", $"/v1/datasets/{dataset}/uploads/{upload}/parts/0") { Body = Rows(tokens, more), MediaType = "application/x-ndjson" }
            .With(PmoHeaders.Key, keyId);

    /// <summary>Makes a dataset and fills it.</summary>
    public static Task UploadAsync(ApiCaller owner, string dataset, params int[] persons) =>
        FillAsync(owner, Create(owner, dataset), dataset, persons);

    /// <summary>The same, made in another way.</summary>
    public static async Task FillAsync(ApiCaller owner, ApiRequest create, string dataset, params int[] persons)
    {
        (await owner.SendAsync(create)).ShouldBe(201);
        var upload = (await owner.SendAsync(OpenUpload(owner, dataset, persons.Length))).ShouldBe(201).Read<UploadOpened>().UploadId;
        var tokens = await TokensAsync(owner, upload, persons);
        (await owner.SendAsync(PutRows(dataset, upload, tokens, (await owner.StatementAsync()).KeyId))).ShouldBe(200);
        (await owner.SendAsync(new ApiRequest("POST", $"/v1/datasets/{dataset}/uploads/{upload}/commit"))).ShouldBe(200);
    }

    private static byte[] Rows(byte[] tokens, string more)
    {
        var lines = tokens.Chunk(Element.Size).Select(t => Base64Url.EncodeToString(t))
            .Select((t, i) => i == 0 ? $$"""{"canary":"{{t}}"}""" : $$"""{"token":"{{t}}","status":"delivered"{{more}}}""");
        return Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n");
    }
}
