using System.Text.Json.Nodes;
using Pmo.Hosting.Startup;
using Pmo.Identity.Clients;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Clients;

public sealed class ClientsFileTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestKey _key = TestKey.Ec();

    [Fact]
    public void A_right_file()
    {
        var client = ClientsFile.Read(_folder.Write("clients.json", IdentityHost.ClientsJson(_key.PublicJwk()))).Single();
        (client.ClientId, client.Org, client.Key.Thumbprint, client.IsActive).ShouldBe(("csr-nusantara", "csr-nusantara", _key.Thumbprint, true));
        client.Roles.ShouldBe(["partner"]);
    }

    [Fact]
    public void A_private_key_is_refused_and_not_repeated()
    {
        var jwk = _key.PrivateJwk();
        Refusal(IdentityHost.ClientsJson(jwk)).ShouldNotContain(jwk["d"]!.ToString());
        Refusal(IdentityHost.ClientsJson(_key.PrivateJwk())).ShouldContain("private key");
    }

    [Fact]
    public void A_private_key_in_the_wrong_place_is_not_repeated() =>
        Refusal($$"""{"clients":[{"clientId":"a","org":"a","roles":[],"jwk":{}, "d":"{{_key.PrivateJwk()["d"]}}"}]}""")
            .ShouldNotContain(_key.PrivateJwk()["d"]!.ToString());

    [Fact]
    public void A_key_on_another_curve()
    {
        using var key = TestKey.Ec384();
        Refusal(IdentityHost.ClientsJson(key.PublicJwk())).ShouldContain("clients[0].jwk");
    }

    [Theory]
    [InlineData("RSA of 1024 bits")]
    [InlineData("a symmetric key")]
    [InlineData("Ed25519")]
    [InlineData("a point off the curve")]
    [InlineData("no point")]
    [InlineData("a list")]
    public void A_small_or_odd_key(string what)
    {
        using var small = TestKey.Rsa(1024);
        var off = _key.PublicJwk();
        off["y"] = off["x"]!.ToString();
        JsonNode jwk = what switch
        {
            "RSA of 1024 bits" => small.PublicJwk(),
            "a symmetric key" => new JsonObject { ["kty"] = "oct", ["k"] = "c2VjcmV0" },
            "Ed25519" => new JsonObject { ["kty"] = "OKP", ["crv"] = "Ed25519", ["x"] = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" },
            "a point off the curve" => off,
            "no point" => new JsonObject { ["kty"] = "EC", ["crv"] = "P-256" },
            _ => new JsonArray(_key.PublicJwk()),
        };
        Refusal(IdentityHost.ClientsJson(jwk)).ShouldContain("clients[0].jwk");
    }

    [Theory]
    [InlineData("")]
    [InlineData("CSR")]
    [InlineData("csr nusantara")]
    [InlineData("../csr")]
    public void A_client_id_of_another_form(string clientId) =>
        Refusal(IdentityHost.ClientsJson(_key.PublicJwk(), clientId)).ShouldContain("clients[0].clientId");

    [Fact]
    public void All_faults_at_once()
    {
        var text = Refusal("""{"clients":[{"clientId":"A","org":"B","roles":["C"],"jwk":{}},{"clientId":"D","org":"d","roles":[],"jwk":7}]}""");
        foreach (var place in (string[])["[0].clientId", "[0].org", "[0].roles", "[0].jwk", "[1].clientId", "[1].jwk"])
        {
            text.ShouldContain(place);
        }
    }

    [Fact]
    public void A_client_twice()
    {
        var one = JsonNode.Parse(IdentityHost.ClientsJson(_key.PublicJwk()))!;
        one["clients"]!.AsArray().Add(one["clients"]![0]!.DeepClone());
        Refusal(one.ToJsonString()).ShouldContain("csr-nusantara");
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"clients":[null]}""")]
    [InlineData("""{"clients":[{"clientId":"a"}]}""")]
    [InlineData("""{"clients":[],"more":1}""")]
    public void Not_such_a_file(string content) => Refusal(content).ShouldNotBeEmpty();

    [Fact]
    public void A_client_of_people()
    {
        var client = ClientsFile.Read(_folder.Write("clients.json", OfPeople())).Single();
        client.Grants.ShouldBe(["authorization_code", "refresh_token"]);
        client.RedirectUris.ShouldBe(["https://portal.example/cb"]);
        client.PostLogoutRedirectUris.ShouldBe(["https://portal.example/bye"]);
    }

    [Fact]
    public void Without_grants_a_client_asks_for_itself_alone() =>
        ClientsFile.Read(_folder.Write("clients.json", IdentityHost.ClientsJson(_key.PublicJwk()))).Single().Grants.ShouldBe(["client_credentials"]);

    [Theory]
    [InlineData("grants", """[]""")]
    [InlineData("grants", """["implicit"]""")]
    [InlineData("grants", """["authorization_code","authorization_code"]""")]
    [InlineData("grants", """["refresh_token"]""")]
    [InlineData("grants", """[null]""")]
    [InlineData("redirectUris", """[]""")]
    [InlineData("redirectUris", """["http://portal.example/cb"]""")]
    [InlineData("redirectUris", """["https://portal.example/*"]""")]
    [InlineData("redirectUris", """["https://portal.example/cb#f"]""")]
    [InlineData("postLogoutRedirectUris", """["https://*.example/"]""")]
    public void A_client_of_people_with_a_fault(string field, string value) => Refusal(OfPeople(field, value)).ShouldContain($"clients[0].{field}");

    [Fact]
    public void Addresses_of_a_client_that_asks_for_itself_alone() =>
        Refusal(OfPeople("grants", """["client_credentials"]""")).ShouldContain("clients[0].redirectUris");

    [Fact]
    public void No_file() => Should.Throw<StartupException>(() => ClientsFile.Read(_folder.File("none.json"))).Code.ShouldBe("clients_file_invalid");

    public void Dispose()
    {
        _key.Dispose();
        _folder.Dispose();
    }

    private string OfPeople(string? field = null, string value = "")
    {
        var file = JsonNode.Parse(IdentityHost.ClientsJson(_key.PublicJwk()))!;
        var client = file["clients"]![0]!;
        client["grants"] = new JsonArray("authorization_code", "refresh_token");
        client["redirectUris"] = new JsonArray("https://portal.example/cb");
        client["postLogoutRedirectUris"] = new JsonArray("https://portal.example/bye");
        if (field is not null)
        {
            client[field] = JsonNode.Parse(value);
        }

        return file.ToJsonString();
    }

    private string Refusal(string content)
    {
        var thrown = Should.Throw<StartupException>(() => ClientsFile.Read(_folder.Write("clients.json", content)));
        thrown.Code.ShouldBe("clients_file_invalid");
        return thrown.Message;
    }
}
