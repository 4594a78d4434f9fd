using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Npgsql;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Tests.Problems;

public sealed class ProblemResultTests : IAsyncLifetime
{
    private const string Nik = "1871014101900001";
    private TestService _service = null!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync(app =>
    {
        app.MapGet("/busy", () => new ProblemResult(((Failure)CommonErrors.Busy) with { RetryAfterSeconds = 7 }));
        app.MapGet("/field", () => new ProblemResult(CommonErrors.FieldInvalid.With() with
        {
            Items = [.. Enumerable.Range(0, 150).Select(i => new FailureItem(CommonErrors.FieldMissing, ["rows"], Index: i, Field: "rows"))],
        }));
        app.MapGet("/storage", string () => throw new SqliteException("disk I/O error", 10));
        app.MapGet("/zero", string () => throw new PostgresException("invalid byte sequence", "ERROR", "ERROR", "22021"));
        app.MapGet("/bug", string () => throw new InvalidOperationException($"while reading {Nik}"));
        app.MapPost("/json", (CatalogProbe probe) => probe.Rows);
    });

    public ValueTask DisposeAsync() => _service.DisposeAsync();

    [Theory]
    [InlineData(null, "id", "Sedang sibuk.")]
    [InlineData("id-ID,id;q=0.9,en;q=0.8", "id", "Sedang sibuk.")]
    [InlineData("en", "en", "Busy.")]
    [InlineData("en-GB", "en", "Busy.")]
    [InlineData("id;q=0.1, en;q=0.9", "en", "Busy.")]
    [InlineData("en;q=0, id", "id", "Sedang sibuk.")]
    [InlineData("fr", "id", "Sedang sibuk.")]
    [InlineData("@@@", "id", "Sedang sibuk.")]
    public async Task In_the_language_of_the_caller(string? accept, string language, string start)
    {
        using var response = await GetAsync("/busy", accept);
        var problem = await ReadAsync(response);
        (problem.Status, problem.Code, problem.Type).ShouldBe((429, "busy", "urn:pmo:problem:busy"));
        problem.Detail!.ShouldStartWith(start);
        response.Content.Headers.ContentLanguage.ShouldBe([language]);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        response.Headers.CacheControl!.NoStore.ShouldBeTrue();
        response.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(7));
    }

    [Fact]
    public async Task Lists_single_errors_but_not_without_end()
    {
        using var response = await GetAsync("/field", "en");
        var errors = (await ReadAsync(response)).Errors!;
        errors.Count.ShouldBe(ProblemResult.MaxItems);
        errors[3].ShouldBe(new ProblemItem("field_missing", "The field rows is required.", Index: 3, Field: "rows"));
    }

    [Theory]
    [InlineData("/storage", 503, "storage_unavailable")]
    [InlineData("/zero", 400, "malformed")]
    [InlineData("/bug", 500, "internal")]
    [InlineData("/nothing", 404, "not_found")]
    [InlineData("/json", 405, "method_not_allowed")]
    public async Task What_escapes_a_handler(string path, int status, string code)
    {
        using var response = await GetAsync(path, "en");
        var problem = await ReadAsync(response);
        ((int)response.StatusCode, problem.Code).ShouldBe((status, code));
        problem.Detail!.ShouldNotContain(Nik);
    }

    [Theory]
    [InlineData("{", "application/json", 400, "malformed")]
    [InlineData("""{"rows":1,"more":2}""", "application/json", 400, "malformed")]
    [InlineData("""{"rows":"1871014101900001"}""", "application/json", 400, "malformed")]
    [InlineData("rows=1", "text/plain", 415, "media_type_unsupported")]
    public async Task A_body_that_cannot_be_read(string body, string type, int status, string code)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, type);
        using var response = await _service.Http.PostAsync("/json", content, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode, JsonDocument.Parse(text).RootElement.GetProperty("code").GetString()).ShouldBe((status, code));
        text.ShouldNotContain(Nik);
    }

    [Fact]
    public async Task A_bug_is_logged_once_with_its_NIK_masked()
    {
        (await GetAsync("/bug", null)).Dispose();
        await _service.StopAsync();
        var log = _service.ReadLog();
        log.ShouldNotContain(Nik);
        log.Split("1871••••••••0001").Length.ShouldBe(2);
    }

    private static async Task<Problem> ReadAsync(HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<Problem>(ApiJson.Options, TestContext.Current.CancellationToken))!;

    private async Task<HttpResponseMessage> GetAsync(string path, string? acceptLanguage)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (acceptLanguage is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Language", acceptLanguage);
        }

        return await _service.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private sealed record CatalogProbe(int Rows);
}
