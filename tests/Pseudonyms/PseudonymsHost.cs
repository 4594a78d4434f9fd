using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Decisions;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Wire;
using Pmo.Pseudonyms.Evaluate;
using Pmo.Pseudonyms.Evaluate.Storage;
using Pmo.Pseudonyms.Keys;
using Pmo.Testing.Storage;

namespace Pmo.Pseudonyms.Tests;

/// <summary>The service on a real Kestrel at 127.0.0.1, and a Gateway's part: it signs decisions and sends requests.</summary>
internal sealed class PseudonymsHost : IAsyncDisposable
{
    public const string EvaluatePath = "/v1/pseudonyms/evaluate";
    public const string KeysPath = "/v1/pseudonyms/keys";

    private readonly WebApplication _app;
    private readonly DataFolder? _ownFolder;

    private PseudonymsHost(WebApplication app, DataFolder folder, bool owns, ManualTime time)
    {
        _app = app;
        _ownFolder = owns ? folder : null;
        Folder = folder;
        Time = time;
        Signer = new DecisionSigner(DecisionKey.Read(folder.DecisionKeyFile, "test"));
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
    }

    public static DateTimeOffset Start { get; } = new(2026, 11, 20, 3, 0, 0, TimeSpan.Zero);

    public DataFolder Folder { get; }

    public ManualTime Time { get; }

    public DecisionSigner Signer { get; }

    public HttpClient Http { get; }

    public EpochKeys Keys => _app.Services.GetRequiredService<EpochKeys>();

    public PartLedger Ledger => _app.Services.GetRequiredService<PartLedger>();

    public IServiceProvider Services => _app.Services;

    /// <summary>Starts on a folder of its own, or on <paramref name="folder"/>, which the caller then owns.</summary>
    public static async Task<PseudonymsHost> StartAsync(
        DataFolder? folder = null, ManualTime? time = null, BlindEvaluate? evaluate = null, params string[] settings)
    {
        var place = folder ?? new DataFolder();
        var clock = time ?? new ManualTime(Start);
        var app = PseudonymsService.Create(Arguments(place, settings), services: s =>
        {
            s.AddSingleton<TimeProvider>(clock);
            if (evaluate is not null)
            {
                s.AddSingleton(evaluate);
            }
        });
        await app.StartAsync();
        return new PseudonymsHost(app, place, owns: folder is null, clock);
    }

    public static string[] Arguments(DataFolder folder, params string[] settings) =>
    [
        "--environment=Development", "--urls=http://127.0.0.1:0", $"--Service:DataDirectory={folder.Path}", .. TestStorage.Arguments(folder.Database),
        $"--Decisions:KeyFile={folder.DecisionKeyFile}", .. settings,
    ];

    public Decision Decide(
        string session = "c1",
        int part = 0,
        int n = 3,
        string partner = "csr-nusantara",
        string kind = "nik",
        string operation = "check",
        DateTimeOffset? until = null)
    {
        var now = Time.GetUtcNow();
        return new Decision
        {
            Iss = Decision.Issuer,
            Aud = "pseudonyms",
            Jti = Guid.NewGuid().ToString("N"),
            Iat = now.ToUnixTimeSeconds(),
            Exp = now.ToUnixTimeSeconds() + 60,
            Partner = partner,
            User = "machine",
            Operation = operation,
            Method = "POST",
            Target = EvaluatePath,
            N = n,
            Session = session,
            SessionExp = (until ?? now.AddHours(24)).ToUnixTimeSeconds(),
            Part = part,
            Kind = kind,
            Audit = "7",
        };
    }

    public Task<HttpResponseMessage> EvaluateAsync(byte[] body, Decision decision, string? domain = null, string type = "application/octet-stream")
    {
        var digest = ContentDigest.Of(body).ToString();
        return SendAsync(body, Signer.Sign(decision with { Digest = body.Length > 0 ? digest : null }), domain, type);
    }

    public Task<HttpResponseMessage> SendAsync(byte[] body, string? decision, string? domain = null, string type = "application/octet-stream")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, EvaluatePath) { Content = new ByteArrayContent(body) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        request.Headers.Add(PmoHeaders.ContentDigest, ContentDigest.Of(body).ToString());
        request.Headers.Add("Accept-Language", "en");
        if (decision is not null)
        {
            request.Headers.Add(PmoHeaders.Decision, decision);
        }

        if (domain is not null)
        {
            request.Headers.Add(PmoHeaders.Domain, domain);
        }

        return Http.SendAsync(request);
    }

    public Task<HttpResponseMessage> GetKeysAsync(string partner = "csr-nusantara", string operation = "keys")
    {
        var request = new HttpRequestMessage(HttpMethod.Get, KeysPath);
        request.Headers.Add(PmoHeaders.Decision, Signer.Sign(
            Decide(partner: partner, operation: operation) with { Method = "GET", Target = KeysPath, Session = null, Part = null, N = null }));
        return Http.SendAsync(request);
    }

    public async Task<KeyStatement> StatementAsync(string kind = "nik", string partner = "csr-nusantara")
    {
        using var response = await GetKeysAsync(partner);
        var statements = await response.ReadAsync<Protocol.Api.Statements>();
        return statements.Keys.Select(jws => KeyStatement.Read(jws, Keys.Fingerprint).ShouldNotBeNull()).Single(s => s.Domain == kind);
    }

    /// <summary>Persons charged today.</summary>
    public async Task<DayUse> TodayAsync(string partner = "csr-nusantara") => await Ledger.TodayAsync(partner, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        _ownFolder?.Dispose();
    }
}
