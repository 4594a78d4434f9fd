using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pmo.Testing;

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
        TempDirectory folder, TestKey key, ManualClock? clock = null, Dictionary<string, string?>? settings = null, Action<IServiceCollection>? services = null)
    {
        clock ??= new ManualClock();
        var file = folder.Write($"clients-{Guid.NewGuid():N}.json", ClientsJson(key.PublicJwk()));
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
            ["Identity:Issuer"] = Issuer,
        }).AddInMemoryCollection(settings),
        services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1000); // the real cost is PasswordSetupTests'
            more?.Invoke(services);
        });

    public static string ClientsJson(JsonNode jwk, string clientId = ClientId) => new JsonObject
    {
        ["clients"] = new JsonArray(new JsonObject
        {
            ["clientId"] = clientId, ["org"] = "csr-nusantara", ["roles"] = new JsonArray("partner"), ["jwk"] = jwk,
        }),
    }.ToJsonString();

    public TestJws Assertion(TestKey? key = null) => TestJws.Assertion(key ?? Key, Clock, ClientId, Issuer);

    public TestJws Proof(TestKey? key = null) => TestJws.Proof(key ?? Key, Clock, "POST", Endpoint);

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
    public async Task<TokenAnswer> AskAsync(HttpContent content, params string[] proofs)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token") { Content = content };
        foreach (var proof in proofs is [] ? [Proof().Sign()] : proofs.Where(p => p.Length > 0))
        {
            request.Headers.TryAddWithoutValidation("DPoP", proof);
        }

        using var response = await Http.SendAsync(request, TestContext.Current.CancellationToken);
        return new TokenAnswer(
            (int)response.StatusCode,
            await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken),
            response.Headers.CacheControl?.NoStore ?? false);
    }

    public Task<TokenAnswer> AskAsync(Dictionary<string, string> form, params string[] proofs) => AskAsync(new FormUrlEncodedContent(form), proofs);

    public Task<TokenAnswer> AskAsync(TestJws assertion) => AskAsync(Form(assertion.Sign()));

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await App.DisposeAsync();
    }
}

/// <summary>What the token endpoint said.</summary>
internal sealed record TokenAnswer(int Status, JsonElement Body, bool NoStore)
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
