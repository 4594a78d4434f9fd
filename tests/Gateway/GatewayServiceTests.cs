using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Pmo.Hosting.Startup;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Gateway.Tests;

/// <summary>What an operator gets wrong before the first request.</summary>
public sealed class GatewayServiceTests : IDisposable
{
    private readonly TempDirectory _folder = new();

    public GatewayServiceTests()
    {
        Directory.CreateDirectory(_folder.File("policies"));
        _folder.Write("policies/owner.yaml", Policies.Owner("dinsos", "pkh"));
        File.WriteAllBytes(_folder.File("one.key"), RandomNumberGenerator.GetBytes(32));
        File.WriteAllBytes(_folder.File("two.key"), RandomNumberGenerator.GetBytes(32));
    }

    public void Dispose()
    {
        TestStorage.Release();
        _folder.Dispose();
    }

    [Fact]
    public async Task Gateway_starts_alone_and_answers_that_nothing_is_behind_it()
    {
        await using var app = Create();
        await app.StartAsync(TestContext.Current.CancellationToken);
        using var http = new HttpClient();

        var answer = await http.GetAsync(app.Urls.First() + "/connect/token", TestContext.Current.CancellationToken);

        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Missing_agreements_are_named() =>
        Fails("agreements_missing", $"--Agreements:Directory={_folder.File("nowhere")}").ShouldContain("nowhere");

    [Fact]
    public void Every_error_of_the_agreements_is_listed_with_file_and_line()
    {
        _folder.Write("policies/bad.yaml", Policies.Owner("baznas", "zakat").Replace("registration", "curiosity", StringComparison.Ordinal) + "secret: 1\n");
        _folder.Write("policies/worse.yaml", "id: [\n");

        var message = Fails("agreements_invalid");

        message.ShouldContain("bad.yaml:6: ");
        message.ShouldContain("bad.yaml:11: ");
        message.ShouldContain("worse.yaml:");
    }

    [Theory]
    [InlineData("Pseudonyms")]
    [InlineData("Matching")]
    [InlineData("Identity")]
    public void Missing_decision_key_is_named_by_its_setting(string service) =>
        Fails("decision_key_missing", $"--Decisions:KeyFiles:{service}={_folder.File("nowhere")}").ShouldContain($"Decisions:KeyFiles:{service}");

    [Fact]
    public void Short_decision_key_is_refused()
    {
        File.WriteAllBytes(_folder.File("two.key"), new byte[31]);

        Fails("decision_key_missing").ShouldContain("32");
    }

    [Fact]
    public void Damaged_database_is_left_alone_and_named()
    {
        Directory.CreateDirectory(_folder.File("gateway"));
        var content = RandomNumberGenerator.GetBytes(8192);
        File.WriteAllBytes(_folder.File("gateway/gateway.db"), content);

        Fails("database_damaged").ShouldContain("gateway.db");
        File.ReadAllBytes(_folder.File("gateway/gateway.db")).ShouldBe(content);
    }

    [Fact]
    public void Unwritable_data_folder_is_named()
    {
        // A file where the folder should be: it stops root too, which permissions do not.
        _folder.Write("gateway", "");

        Fails("data_unwritable").ShouldContain("gateway");
    }

    [Theory]
    [InlineData("gateway.example")]
    [InlineData("ftp://gateway.example")]
    [InlineData("https://gateway.example/path")]
    public void Public_origin_that_is_none_is_named(string origin) =>
        Fails("setting_invalid", $"--Gateway:PublicOrigin={origin}").ShouldContain("Gateway:PublicOrigin");

    [Fact]
    public async Task Port_that_is_taken_ends_with_exit_code_1()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        (await ServiceHost.RunAsync(() => Create($"--urls=http://{taken.LocalEndpoint}"))).ShouldBe(1);
    }

    [Fact]
    public async Task What_an_operator_can_mend_ends_with_exit_code_1() =>
        (await ServiceHost.RunAsync(() => Create($"--Agreements:Directory={_folder.File("nowhere")}"))).ShouldBe(1);

    private WebApplication Create(params string[] more) => GatewayService.Create(
    [
        "--environment=Development", "--urls=http://127.0.0.1:0", $"--Service:DataDirectory={_folder.File("gateway")}",
        .. TestStorage.Arguments(_folder.File("gateway/gateway.db")),
        $"--Agreements:Directory={_folder.File("policies")}", $"--Decisions:KeyFiles:Pseudonyms={_folder.File("one.key")}",
        $"--Decisions:KeyFiles:Matching={_folder.File("two.key")}", $"--Decisions:KeyFiles:Identity={_folder.File("one.key")}", .. more,
    ]);

    private string Fails(string code, params string[] more)
    {
        var failure = Should.Throw<StartupException>(() => Create(more));
        failure.Code.ShouldBe(code);
        return failure.Message;
    }
}
