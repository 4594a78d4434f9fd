using System.Security.Cryptography;
using System.Text.Json;
using Pmo.Client.Profiles;

namespace Pmo.Client.Tests.Profiles;

public sealed class ProfileStoreTests : IDisposable
{
    private const string Pin = "sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private readonly PmoHome _home = new(Directory.CreateTempSubdirectory("pmo-profiles-").FullName);

    public ProfileStoreTests() => Directory.CreateDirectory(_home.Profiles);

    public void Dispose() => Directory.Delete(_home.Path, recursive: true);

    [Fact]
    public void Only_profile_is_the_default()
    {
        Save("a");
        Open(null).ShouldBe("");
        Open("a").ShouldBe("");
        Open(Path.Combine(_home.Profiles, "a.json")).ShouldBe("");
    }

    [Fact]
    public void Several_profiles_are_named_so_that_one_can_be_chosen()
    {
        Save("a");
        Save("b");
        new ProfileStore(_home).TryOpen(null, out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("profile_ambiguous");
        problem.En.ShouldContain("a, b");
    }

    [Fact]
    public void No_profile_and_unknown_profile_are_told_apart()
    {
        Open(null).ShouldBe("profile_missing");
        Open("x").ShouldBe("profile_not_found");
    }

    [Fact]
    public void Key_that_others_can_read_is_refused_with_the_remedy()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such modes.");
        Save("a");
        var key = Path.Combine(_home.Profiles, "a.key");
#pragma warning disable CA1416 // skipped on Windows above
        File.SetUnixFileMode(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);
#pragma warning restore CA1416
        new ProfileStore(_home).TryOpen("a", out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("key_exposed");
        problem.En.ShouldContain("chmod 600");
    }

    [Theory]
    [InlineData("gateway", "http://pmo.example", "profile_gateway")]
    [InlineData("gateway", null, "profile_gateway")]
    [InlineData("org", "", "profile_field")]
    [InlineData("clientId", "a b", "profile_field")]
    [InlineData("statementKey", null, "profile_pin")]
    [InlineData("statementKey", "sha256:short", "profile_pin")]
    [InlineData("keyFile", null, "profile_field")]
    [InlineData("keyFile", "other.key", "key_not_found")]
    public void Defect_has_its_own_code(string field, string? value, string code)
    {
        Save("a", fields => fields[field] = value);
        Open("a").ShouldBe(code);
    }

    [Theory]
    [InlineData("EC PRIVATE KEY")]
    [InlineData("PUBLIC KEY")]
    [InlineData("junk")]
    [InlineData("P-384")]
    public void Key_of_another_kind_is_refused(string kind)
    {
        Save("a");
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        File.WriteAllText(Path.Combine(_home.Profiles, "a.key"), kind switch
        {
            "EC PRIVATE KEY" => p256.ExportECPrivateKeyPem(),
            "PUBLIC KEY" => p256.ExportSubjectPublicKeyInfoPem(),
            "P-384" => p384.ExportPkcs8PrivateKeyPem(),
            _ => "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        });
        Open("a").ShouldBe("key_malformed");
    }

    [Fact]
    public void Broken_json_is_told_with_its_line()
    {
        Save("a");
        File.WriteAllText(Path.Combine(_home.Profiles, "a.json"), "{\n  \"gateway\": }");
        new ProfileStore(_home).TryOpen("a", out _, out var problem).ShouldBeFalse();
        problem.Code.ShouldBe("profile_malformed");
        problem.En.ShouldContain("line 2");
    }

    [Fact]
    public void Does_not_print_itself()
    {
        Save("a");
        new ProfileStore(_home).TryOpen("a", out var profile, out _).ShouldBeTrue();
        using (profile)
        {
            profile!.ToString().ShouldBe("Profile");
        }
    }

    private string Open(string? name)
    {
        var opened = new ProfileStore(_home).TryOpen(name, out var profile, out var problem);
        profile?.Dispose();
        opened.ShouldBe(problem == default);
        return problem.Code ?? "";
    }

    private void Save(string name, Action<Dictionary<string, string?>>? change = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keyFile = Path.Combine(_home.Profiles, name + ".key");
        File.WriteAllText(keyFile, key.ExportPkcs8PrivateKeyPem());
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(keyFile, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        var fields = new Dictionary<string, string?>
        {
            ["gateway"] = "https://pmo.example", ["org"] = "csr-nusantara", ["clientId"] = "csr-nusantara", ["keyFile"] = name + ".key", ["statementKey"] = Pin,
        };
        change?.Invoke(fields);
        File.WriteAllText(Path.Combine(_home.Profiles, name + ".json"), JsonSerializer.Serialize(fields));
    }
}
