using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Tests.Hosts;

internal sealed record Reply(HttpStatusCode Status, byte[] Body, HttpResponseHeaders Headers)
{
    public T Read<T>()
    {
        ((int)Status).ShouldBeInRange(200, 299, Encoding.UTF8.GetString(Body));
        return JsonSerializer.Deserialize<T>(Body, ApiJson.Options)!;
    }

    public Problem Problem => JsonSerializer.Deserialize<Problem>(Body, ApiJson.Options)!;

    public void ShouldBe(int status, string code)
    {
        Problem.Code.ShouldBe(code, Encoding.UTF8.GetString(Body));
        ((int)Status).ShouldBe(status);
    }
}

/// <summary>A partner behind a Gateway that decides what the test says.</summary>
internal sealed class Caller(MatchingHost host, string partner)
{
    public static readonly string[] All = ["overlap", "provider", "category", "programme", "year", "period", "amount-band", "region"];

    private static int _sessions;

    public string Partner => partner;

    public static string NewSession() => $"s{Interlocked.Increment(ref _sessions)}";

    public async Task<Reply> SendAsync(
        HttpMethod method,
        string target,
        Func<Decision, Decision> decide,
        byte[]? body = null,
        string? type = null,
        string? key = "",
        bool signed = true)
    {
        var now = host.Time.GetUtcNow().ToUnixTimeSeconds();
        var digest = body is { Length: > 0 } ? ContentDigest.Of(body).ToString() : null;
        var decision = decide(new Decision
        {
            Iss = Decision.Issuer, Aud = "matching", Jti = Guid.NewGuid().ToString(), Iat = now, Exp = now + 60, Partner = partner, User = "u",
            Operation = "read", Method = method.Method, Target = target, Digest = digest, Audit = Guid.NewGuid().ToString("N"),
        });
        using var request = new HttpRequestMessage(method, target);
        if (signed)
        {
            request.Headers.Add(PmoHeaders.Decision, host.Signer.Sign(decision));
        }

        request.Headers.AcceptLanguage.ParseAdd("en");
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = type is null ? null : new MediaTypeHeaderValue(type);
            if (digest is not null)
            {
                request.Headers.TryAddWithoutValidation(PmoHeaders.ContentDigest, digest);
            }
        }

        if (key is not null)
        {
            request.Headers.Add(PmoHeaders.Key, key.Length > 0 ? key : host.Pseudonyms.Key.ToString());
        }

        using var response = await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new Reply(response.StatusCode, await response.Content.ReadAsByteArrayAsync(), response.Headers);
    }

    public Task<Reply> PostAsync<T>(string target, T body, Func<Decision, Decision> decide) =>
        SendAsync(HttpMethod.Post, target, decide, JsonSerializer.SerializeToUtf8Bytes(body, ApiJson.Options), "application/json");

    public static Decision Owning(Decision d, string id) => d with { Operation = "upload", Datasets = [new DecidedDataset(id, d.Partner)] };

    public Task<Reply> CreateAsync(DatasetRequest request, string? audit = null) =>
        PostAsync("/v1/datasets", request, d => Owning(d, request.Id) with { Audit = audit ?? d.Audit });

    public static DatasetRequest Aid(string id, string aidType = "PKH", int? year = 2026, string? programme = "Bansos") =>
        new(id, "Penerima", "aid", "person", "UU 13/2011", new DateOnly(2099, 12, 31), programme, aidType, year, 1_000_000, "SK 1/2026");

    // ---- uploads

    public async Task<string> OpenUploadAsync(string dataset, int rows, string mode = "replace", string? session = null)
    {
        session ??= NewSession();
        var reply = await PostAsync(
            $"/v1/datasets/{dataset}/uploads", new UploadRequest(mode, new DateOnly(2025, 6, 1), rows), d => InUpload(d, dataset, session) with { N = rows });
        reply.Read<UploadOpened>().UploadId.ShouldBe(session);
        return session;
    }

    public Decision InUpload(Decision d, string dataset, string session) =>
        Owning(d, dataset) with { Session = session, Kind = "nik", Kinds = ["nik", "kk"], SessionExp = host.Time.GetUtcNow().AddHours(24).ToUnixTimeSeconds() };

    public Task<Reply> PutRowsAsync(string dataset, string session, int part, byte[] body, string? key = "") => SendAsync(
        HttpMethod.Put, $"/v1/datasets/{dataset}/uploads/{session}/parts/{part}", d => InUpload(d, dataset, session), body, "application/x-ndjson", key);

    public Task<Reply> CommitUploadAsync(string dataset, string session, string? audit = null) => SendAsync(
        HttpMethod.Post,
        $"/v1/datasets/{dataset}/uploads/{session}/commit",
        d => InUpload(d, dataset, session) with { Audit = audit ?? d.Audit });

    /// <summary>Rows of which some have a family card, by its number.</summary>
    public byte[] Ndjson(IReadOnlyList<(int Person, int? Card, UploadRow Row)> rows)
    {
        var cards = host.Pseudonyms.KkTokens(partner, rows.Select(r => r.Card ?? 0));
        var tokens = host.Pseudonyms.Tokens(partner, rows.Select(r => r.Person));
        return Lines([
            new UploadPartHeader(host.Pseudonyms.Canary(partner), host.Pseudonyms.KkCanary(partner)),
            .. rows.Select((r, i) => (object)(r.Row with
            {
                Token = tokens[(i * 32)..(i * 32 + 32)], Kk = r.Card is null ? null : cards[(i * 32)..(i * 32 + 32)],
            })),
        ]);
    }

    public byte[] Ndjson(IReadOnlyList<(int Person, UploadRow Row)> rows)
    {
        var tokens = host.Pseudonyms.Tokens(partner, rows.Select(r => r.Person));
        return Lines([
            new UploadPartHeader(host.Pseudonyms.Canary(partner)),
            .. rows.Select((r, i) => (object)(r.Row with { Token = tokens[(i * 32)..(i * 32 + 32)] })),
        ]);
    }

    public static byte[] Lines(IEnumerable<object> lines) =>
        [.. lines.SelectMany(l => (byte[])[.. JsonSerializer.SerializeToUtf8Bytes(l, l.GetType(), ApiJson.Options), (byte)'\n'])];

    public static UploadRow Row(string status = "delivered") => new([], status);

    public async Task<UploadCommitted> UploadAsync(string dataset, IReadOnlyList<(int Person, UploadRow Row)> rows, string mode = "replace")
    {
        var session = await OpenUploadAsync(dataset, rows.Count, mode);
        for (var part = 0; part < PartPlan.Count(rows.Count); part++)
        {
            var inPart = rows.Skip(part * PartPlan.MaxPersons).Take(PartPlan.MaxPersons).ToList();
            (await PutRowsAsync(dataset, session, part, Ndjson(inPart))).Read<PartReceived>().ShouldBe(new PartReceived(part, inPart.Count));
        }

        return (await CommitUploadAsync(dataset, session)).Read<UploadCommitted>();
    }

    public async Task UploadAsync(string dataset, IReadOnlyList<(int Person, int? Card, UploadRow Row)> rows, string mode = "replace")
    {
        var session = await OpenUploadAsync(dataset, rows.Count, mode);
        (await PutRowsAsync(dataset, session, 0, Ndjson(rows))).Read<PartReceived>();
        (await CommitUploadAsync(dataset, session)).Read<UploadCommitted>();
    }

    // ---- checks

    /// <summary>A check of family cards, or of persons within regions.</summary>
    public async Task<CheckAnswer> CheckAsync(
        IReadOnlyList<int> numbers, IReadOnlyList<DecidedDataset> datasets, IReadOnlyList<string> disclose, string kind, DecidedRegions? open = null,
        DecidedRegions? commit = null)
    {
        var session = NewSession();
        (await PostAsync("/v1/checks", new CheckRequest(numbers.Count, kind), d => InCheck(d, session, datasets, disclose) with
        {
            N = numbers.Count, Kind = kind, Regions = open,
        })).Read<CheckOpened>();
        var (part, key) = kind == "kk"
            ? (host.Pseudonyms.KkPart(partner, numbers), host.Pseudonyms.KkKey.ToString())
            : (host.Pseudonyms.Part(partner, numbers), "");
        (await PutTokensAsync(session, 0, part, key)).Read<PartReceived>();
        return (await SendAsync(
            HttpMethod.Post, $"/v1/checks/{session}/commit", d => InCheck(d, session, datasets, disclose) with { Kind = kind, Regions = commit }))
            .Read<CheckAnswer>();
    }

    public Decision InCheck(Decision d, string session, IEnumerable<DecidedDataset> datasets, IEnumerable<string>? disclose = null) => d with
    {
        Operation = "check", Session = session, SessionExp = host.Time.GetUtcNow().AddHours(24).ToUnixTimeSeconds(), Datasets = [.. datasets],
        Disclose = [.. disclose ?? All],
    };

    public async Task<string> OpenCheckAsync(int rows, IEnumerable<DecidedDataset> datasets, IEnumerable<string>? disclose = null)
    {
        var session = NewSession();
        var reply = await PostAsync("/v1/checks", new CheckRequest(rows), d => InCheck(d, session, datasets, disclose) with { N = rows });
        reply.Read<CheckOpened>().CheckId.ShouldBe(session);
        return session;
    }

    public Task<Reply> PutTokensAsync(string session, int part, byte[] body, string? key = "") => SendAsync(
        HttpMethod.Put, $"/v1/checks/{session}/parts/{part}", d => InCheck(d, session, []), body, "application/octet-stream", key);

    public Task<Reply> CommitCheckAsync(
        string session, IEnumerable<DecidedDataset> datasets, IEnumerable<string>? disclose = null, string? audit = null) => SendAsync(
        HttpMethod.Post, $"/v1/checks/{session}/commit", d => InCheck(d, session, datasets, disclose) with { Audit = audit ?? d.Audit });

    public async Task<CheckAnswer> CheckAsync(
        IReadOnlyList<int> persons, IReadOnlyList<DecidedDataset> datasets, IEnumerable<string>? disclose = null)
    {
        var session = await OpenCheckAsync(persons.Count, datasets, disclose);
        for (var part = 0; part < PartPlan.Count(persons.Count); part++)
        {
            var inPart = persons.Skip(part * PartPlan.MaxPersons).Take(PartPlan.MaxPersons).ToList();
            (await PutTokensAsync(session, part, host.Pseudonyms.Part(partner, inPart))).Read<PartReceived>()
                .ShouldBe(new PartReceived(part, inPart.Count));
        }

        return (await CommitCheckAsync(session, datasets, disclose)).Read<CheckAnswer>();
    }
}
