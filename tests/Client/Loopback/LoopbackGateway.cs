using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Pmo.Client.Profiles;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Tests.Loopback;

/// <summary>
/// A gateway, token endpoint and services in one, on loopback, with the real arithmetic: enough to see what the client sends and how it
/// takes what comes back. It authorizes nobody; that is for the services' own tests.
/// </summary>
internal sealed class LoopbackGateway : IAsyncDisposable
{
    public const string Org = "csr-nusantara";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<(string Domain, int Part), string> _digests = new();
    private readonly ConcurrentDictionary<int, byte[]> _parts = new();
    private int _rows;
    private string _state = "open";
    private string _kind = "nik";

    private LoopbackGateway(WebApplication app)
    {
        _app = app;
        Folder = Directory.CreateTempSubdirectory("pmo-loopback-").FullName;
    }

    public string Folder { get; }

    public Uri Origin { get; private set; } = null!;

    public Scalar Key { get; set; } = Scalar.Random();

    /// <summary>Of family cards.</summary>
    public Scalar KkKey { get; set; } = Scalar.Random();

    public Scalar StatedKey { get; set; }

    public ECDsa StatementKey { get; } = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Sees every request first; true when it answered.</summary>
    public Func<HttpContext, Task<bool>> Intercept { get; set; } = _ => Task.FromResult(false);

    /// <summary>NIKs that are on somebody's list.</summary>
    public HashSet<Nik> Listed { get; } = [];

    /// <summary>NIKs whose records may not be shown.</summary>
    public HashSet<Nik> Withheld { get; } = [];

    /// <summary>Family cards that are on somebody's list.</summary>
    public HashSet<Kk> ListedCards { get; } = [];

    public ConcurrentQueue<SeenRequest> Seen { get; } = new();

    public ConcurrentQueue<string> EvaluateMismatches { get; } = new();

    public PmoHome Home => new(Path.Combine(Folder, "home"));

    public string ProfilePath => Path.Combine(Folder, "home", "profiles", "test.json");

    public static async Task<LoopbackGateway> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var gateway = new LoopbackGateway(app);
        gateway.StatedKey = gateway.Key;
        app.Use(gateway.RecordAsync);
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = gateway.Issuer, token_endpoint = gateway.Issuer + "/connect/token" }));
        app.MapPost("/connect/token", () => Results.Json(new { access_token = "token-1", token_type = "DPoP", expires_in = 300 }));
        app.MapGet("/v1/pseudonyms/keys", () => Json(new Statements([gateway.Statement(), gateway.KkStatement()])));
        app.MapPost("/v1/pseudonyms/evaluate", gateway.EvaluateAsync);
        app.MapPost("/v1/checks", (Func<HttpContext, Task<IResult>>)gateway.OpenAsync);
        app.MapGet("/v1/checks/{id}", (string id) => Json(new CheckState(
            id, gateway._state, gateway._rows, PartPlan.Count(gateway._rows), [.. gateway._parts.Keys.Order()], DateTimeOffset.UnixEpoch)));
        app.MapPut("/v1/checks/{id}/parts/{part:int}", gateway.PutAsync);
        app.MapPost("/v1/checks/{id}/commit", gateway.Commit);
        app.MapGet("/v1/catalog", () => Json(gateway.Catalog));
        app.MapPost("/v1/datasets/{id}/uploads", () => Json(new UploadOpened("u1", DateTimeOffset.UnixEpoch, 1), 201));
        app.MapPut("/v1/datasets/{id}/uploads/{u}/parts/{part:int}", (int part) => Json(new PartReceived(part, 1)));
        app.MapPost("/v1/datasets/{id}/uploads/{u}/commit", (string id, string u) => Json(new UploadCommitted(u, "audit-2", id, 3, 3, new DateOnly(2026, 3, 1))));
        await app.StartAsync();
        gateway.Origin = new Uri(app.Urls.Single());
        gateway.WriteProfile();
        return gateway;
    }

    public Catalog Catalog { get; set; } = new([]);

    public string Issuer => Origin.GetLeftPart(UriPartial.Authority);

    public string Statement(string? partner = null, string state = KeyStatement.Current)
    {
        var key = new byte[32];
        var canary = new byte[32];
        Voprf.PublicKey(StatedKey, key);
        Element.HashToGroup(PersonInput.Canary(IdentityKind.Nik)).Multiply(StatedKey).Encode(canary);
        return new KeyStatement(partner ?? Org, "nik", "e1", "nik.e1.1", key, canary, state, DateTimeOffset.UnixEpoch).Sign(StatementKey);
    }

    public string KkStatement(string keyId = "kk.e1.1")
    {
        var key = new byte[32];
        var canary = new byte[32];
        Voprf.PublicKey(KkKey, key);
        Element.HashToGroup(PersonInput.Canary(IdentityKind.Kk)).Multiply(KkKey).Encode(canary);
        return new KeyStatement(Org, "kk", keyId.Split('.')[1], keyId, key, canary, KeyStatement.Current, DateTimeOffset.UnixEpoch).Sign(StatementKey);
    }

    /// <summary>The token that the client should have for an input.</summary>
    public byte[] TokenOf(byte[] input, bool card)
    {
        var token = new byte[32];
        Element.HashToGroup(input).Multiply(card ? KkKey : Key).Encode(token);
        return token;
    }

    public static IResult Json<T>(T value, int status = 200) =>
        Results.Text(JsonSerializer.Serialize(value, ApiJson.Options), "application/json", statusCode: status);

    public static Task ProblemAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json";
        return context.Response.WriteAsync(JsonSerializer.Serialize(new Problem(null, code, status, code, "said so", "audit-9"), ApiJson.Options));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        StatementKey.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    private void WriteProfile()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ProfilePath)!);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyFile = Path.Combine(Path.GetDirectoryName(ProfilePath)!, "test.key");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        File.WriteAllText(ProfilePath, JsonSerializer.Serialize(new
        {
            gateway = Issuer, org = Org, clientId = Org, keyFile = "test.key", statementKey = KeyFingerprint.Of(StatementKey).ToString(),
        }));
    }

    private async Task RecordAsync(HttpContext context, RequestDelegate next)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var seen = new SeenRequest(
            context.Request.Method,
            context.Request.Path,
            context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            body.ToArray());
        Seen.Enqueue(seen);
        context.Request.Body = new MemoryStream(seen.Body);
        if (seen.Body.Length > 0 && seen.Path.StartsWith("/v1", StringComparison.Ordinal))
        {
            seen.Headers["Content-Digest"].ShouldBe(ContentDigest.Of(seen.Body).ToString());
        }

        if (!await Intercept(context))
        {
            await next(context);
        }
    }

    private async Task EvaluateAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var blinded = body.ToArray();
        var part = int.Parse(context.Request.Headers["Pmo-Part"]!, System.Globalization.CultureInfo.InvariantCulture);
        var domain = context.Request.Headers["Pmo-Domain"].ToString();
        var digest = Convert.ToHexString(SHA256.HashData(blinded));
        if (_digests.GetOrAdd((domain, part), digest) != digest)
        {
            EvaluateMismatches.Enqueue(digest);
        }

        var answer = new byte[blinded.Length + Voprf.ProofSize];
        Voprf.Evaluate(domain == "kk" ? KkKey : Key, blinded, answer.AsSpan(0, blinded.Length), answer.AsSpan(blinded.Length)).IsOk.ShouldBeTrue();
        context.Response.Headers["Pmo-Key"] = domain + ".e1.1";
        await context.Response.Body.WriteAsync(answer);
    }

    private async Task<IResult> OpenAsync(HttpContext context)
    {
        var request = (await JsonSerializer.DeserializeAsync<CheckRequest>(context.Request.Body, ApiJson.Options))!;
        _rows = request.Rows;
        _kind = request.Kind;
        return Json(new CheckOpened("c1", DateTimeOffset.UnixEpoch, PartPlan.Count(_rows)), 201);
    }

    private async Task<IResult> PutAsync(int part, HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _parts[part] = body.ToArray();
        return Json(new PartReceived(part, _parts[part].Length / 32 - 1));
    }

    private IResult Commit()
    {
        _state = "committed";
        var listed = _kind == "kk" ? ListedCards.Select(c => Hex(PersonInput.Of(c))).ToHashSet() : Listed.Select(n => Hex(PersonInput.Of(n))).ToHashSet();
        var withheld = Withheld.Select(n => Hex(PersonInput.Of(n))).ToHashSet();
        var results = new List<CheckResult>();
        foreach (var (part, tokens) in _parts)
        {
            for (var at = 32; at < tokens.Length; at += 32)
            {
                var (token, i) = (Convert.ToHexString(tokens.AsSpan(at, 32)), part * PartPlan.MaxPersons + at / 32 - 1);
                if (listed.Contains(token))
                {
                    results.Add(new CheckResult(i, "match", [new Overlap(Category: "tunai bersyarat", Year: 2026, Household: _kind == "kk" ? true : null)]));
                }
                else if (withheld.Contains(token))
                {
                    results.Add(new CheckResult(i, "withheld", []));
                }
            }
        }

        return Json(new CheckAnswer(
            "c1", "audit-1", [new CoveredDataset("dinsos-pkh-2026", new DateOnly(2026, 3, 1))], _rows, results.Count(r => r.Status == "match"), [.. results.OrderBy(r => r.I)]));
    }

    private string Hex(byte[] input) => Convert.ToHexString(TokenOf(input, _kind == "kk"));
}

internal sealed record SeenRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body);
