using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Dapper;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Jose;
using Pmo.Hosting.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Clients.Storage;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Identity.Tests;

/// <summary>The service on a real port with a clock that stands still. Clients see it as <see cref="Issuer"/>, as behind a proxy.</summary>
internal sealed class IdentityHost : IAsyncDisposable
{
    public const string Issuer = "https://id.pmo.example";
    public const string Endpoint = Issuer + "/connect/token";
    public const string ClientId = "csr-nusantara";

    private IdentityHost(WebApplication app, ManualClock clock, TestKey key)
    {
        App = app;
        Clock = clock;
        Key = key;
        Http = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public WebApplication App { get; }

    public ManualClock Clock { get; }

    /// <summary>Of the client <see cref="ClientId"/>; its proofs use it too.</summary>
    public TestKey Key { get; }

    public HttpClient Http { get; }

    /// <summary>Starts on a data folder; a second start on the same folder is a restart or a replica.</summary>
    public static async Task<IdentityHost> StartAsync(
        TempDirectory folder,
        TestKey key,
        ManualClock? clock = null,
        Dictionary<string, string?>? settings = null,
        string? clients = null,
        Action<IServiceCollection>? services = null)
    {
        clock ??= new ManualClock();
        var file = folder.Write($"clients-{Guid.NewGuid():N}.json", clients ?? ClientsJson(key.PublicJwk()));
        var app = Create(folder, clock, new(settings ?? []) { ["Identity:ClientsFile"] = file }, services);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new IdentityHost(app, clock, key);
    }

    /// <summary>Not started yet.</summary>
    public static WebApplication Create(TempDirectory folder, ManualClock clock, Dictionary<string, string?> settings, Action<IServiceCollection>? more = null) => IdentityService.Create(
        ["--environment=Development", "--urls=http://127.0.0.1:0"],
        configuration => configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Service:DataDirectory"] = folder.File("identity"),
            ["Storage:ConnectionString"] = TestStorage.ConnectionString(folder.File("identity/identity.db")),
            ["Identity:Issuer"] = Issuer,
            ["Identity:RateLimits:Token:PerAddress"] = "100000",
            ["Identity:RateLimits:Login:PerAddress"] = "100000",
            ["Identity:RateLimits:Enroll:PerAddress"] = "100000",
            ["Identity:RateLimits:Client"] = "100000",
            ["Decisions:KeyFile"] = DecisionKeyFile(folder),
        }).AddInMemoryCollection(settings),
        services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // the real cost is PasswordSetupTests'
            more?.Invoke(services);
        });

    /// <summary>The key that the Gateway would share: the tests sign decisions with it.</summary>
    public static string DecisionKeyFile(TempDirectory folder)
    {
        var file = folder.File("decision.key");
        if (!File.Exists(file))
        {
            File.WriteAllBytes(file, RandomNumberGenerator.GetBytes(32));
        }

        return file;
    }

    public static string ClientsJson(JsonNode jwk, string clientId = ClientId) => new JsonObject
    {
        ["clients"] = new JsonArray(new JsonObject
        {
            ["clientId"] = clientId, ["org"] = "csr-nusantara", ["roles"] = new JsonArray("partner"), ["jwk"] = jwk,
        }),
    }.ToJsonString();

    public TestJws Assertion(TestKey? key = null) => TestJws.Assertion(key ?? Key, Clock, ClientId, Issuer);

    public TestJws Proof(TestKey? key = null) => TestJws.Proof(key ?? Key, Clock, "POST", Endpoint, nonce: Nonce);

    /// <summary>What a client has from an earlier answer.</summary>
    public string Nonce => App.Services.GetRequiredService<DpopNonces>().Current;

    /// <summary>A right form, with changes: null leaves a parameter out.</summary>
    public Dictionary<string, string> Form(string? assertion = null, params (string Name, string? Value)[] changes)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion ?? Assertion().Sign(),
        };
        foreach (var (name, value) in changes)
        {
            form.Remove(name);
            if (value is not null)
            {
                form[name] = value;
            }
        }

        return form;
    }

    /// <summary>Asks for a token; without <paramref name="proofs"/> with one right proof.</summary>
    public Task<TokenAnswer> AskAsync(HttpContent content, params string[] proofs) =>
        PostAsync("/connect/token", content, proofs is [] ? [Proof().Sign()] : proofs);

    /// <summary>Posts what a client posts; empty proofs are left out.</summary>
    public async Task<TokenAnswer> PostAsync(string path, HttpContent content, params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = content };
        foreach (var proof in proofs.Where(p => p.Length > 0))
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new TokenAnswer(
            (int)response.StatusCode,
            await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken),
            response.Headers.CacheControl?.NoStore ?? false,
            response.Headers.TryGetValues("DPoP-Nonce", out var nonces) ? nonces.Single() : null);
    }

    /// <summary>Enrols another client.</summary>
    public Task EnrolAsync(string clientId, TestKey key) => App.Services.GetRequiredService<ClientStore>().EnrolAsync(
        [new Client(clientId, clientId, [], PublicJwk.TryRead(JsonSerializer.SerializeToElement(key.PublicJwk()), out _)!)],
        TestContext.Current.CancellationToken);

    /// <summary>Posts a client's form with its own assertion to another endpoint; null leaves a parameter out.</summary>
    public async Task<(int Status, string Text)> PostAsync(string path, string clientId, TestKey key, params (string Name, string? Value)[] more)
    {
        var form = Form(TestJws.Assertion(key, Clock, clientId, Issuer).Sign(), [("grant_type", null), .. more]);
        using var response = await Http.PostAsync(path, new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);
        (response.Headers.CacheControl?.NoStore).ShouldBe(true);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>What was recorded of clients and people, newest last: action, decision, client, reason, what it revokes.</summary>
    public Task<IReadOnlyList<string>> EventsAsync() => App.Services.GetRequiredService<Database>().ReadAsync<IReadOnlyList<string>>(
        async connection => [.. await connection.QueryAsync<string>(
            """
            SELECT action || ' ' || decision || ' ' || coalesce(client, '-') || ' ' || coalesce(reason, '-') || coalesce(' ' || revokes_kind || ' ' || revokes_id, '')
            FROM account_events WHERE action NOT LIKE 'signing-key-%' ORDER BY seq
            """)],
        TestContext.Current.CancellationToken);

    public Task<TokenAnswer> AskAsync(Dictionary<string, string> form, params string[] proofs) => AskAsync(new FormUrlEncodedContent(form), proofs);

    public Task<TokenAnswer> AskAsync(TestJws assertion) => AskAsync(Form(assertion.Sign()));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.StopAsync(CancellationToken.None);
        await App.DisposeAsync();
    }
}

/// <summary>What the token endpoint said.</summary>
internal sealed record TokenAnswer(int Status, JsonElement Body, bool NoStore, string? Nonce)
{
    public string? Error => Body.TryGetProperty("error", out var error) ? error.GetString() : null;

    public string Description => Body.GetProperty("error_description").GetString()!;

    public string Token => Body.GetProperty("access_token").GetString()!;

    public void ShouldBeRefused(string error, int status)
    {
        (Error, Status, NoStore).ShouldBe((error, status, true));
        Description.ShouldAllBe(c => char.IsAscii(c));
        Body.TryGetProperty("access_token", out _).ShouldBeFalse();
    }
}
