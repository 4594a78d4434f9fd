using System.Text.Json;
using Pmo.Protocol.Keys;

namespace Pmo.Cli.Tests.Enrolment;

/// <summary>The key stays here, the code stays out of the arguments, the profile is whole or not there.</summary>
public sealed class EnrollCommandTests : IAsyncLifetime
{
    private static readonly string Code = EnrolmentCode.New().Reveal();
    private static readonly string Pin = "sha256:" + new string('A', 43);
    private readonly string _home = Directory.CreateTempSubdirectory("pmo-cli-").FullName;
    private IdentityDouble _identity = null!;

    private string ProfileFile => Path.Combine(_home, "profiles", "csr-baru.json");

    private string KeyFile => Path.Combine(_home, "profiles", "csr-baru.pem");

    private string PendingFile => KeyFile + ".new";

    public async ValueTask InitializeAsync() => _identity = await IdentityDouble.StartAsync();

    public async ValueTask DisposeAsync()
    {
        await _identity.DisposeAsync();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public async Task Profile_and_key_are_written_and_the_fingerprint_is_shown()
    {
        var ran = await EnrolAsync();

        ran.Exit.ShouldBe(0, ran.Error);
        using var profile = JsonDocument.Parse(await File.ReadAllTextAsync(ProfileFile));
        profile.RootElement.EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetString()).ShouldBe(new Dictionary<string, string?>
        {
            ["gateway"] = _identity.Origin, ["org"] = "csr-baru", ["clientId"] = "csr-baru", ["keyFile"] = "csr-baru.pem", ["statementKey"] = Pin,
        });
        ShouldBePrivate(ProfileFile, KeyFile);
        (await File.ReadAllTextAsync(KeyFile)).ShouldStartWith("-----BEGIN PRIVATE KEY-----");
        File.Exists(PendingFile).ShouldBeFalse();
        ran.Output.ShouldContain("sha256:");
        (ran.Output + ran.Error).ShouldNotContain(Code);
        _identity.Received.Single()["jwk"]!["d"].ShouldBeNull();
    }

    [Fact]
    public async Task Code_and_pin_are_asked_for()
    {
        var ran = await CommandLine.RunAsync(
            _home, ["enroll", "--gateway", _identity.Origin, "--org", "csr-baru"], [], $"{Code.ToLowerInvariant().Replace('-', ' ')}\n{Pin}\n");

        ran.Exit.ShouldBe(0, ran.Error);
        _identity.Received.Single()["code"]!.GetValue<string>().ShouldBe(Code);
    }

    [Theory]
    [InlineData(null, true, "enroll_code_missing")]
    [InlineData("ABCD", true, "enroll_code_malformed")]
    [InlineData("", false, "statement_key_missing")]
    public async Task Without_code_or_pin_nothing_is_made_or_sent(string? code, bool hasPin, string problem)
    {
        var environment = new Dictionary<string, string>();
        if (code is not null)
        {
            environment["PMO_ENROLL_CODE"] = code.Length == 0 ? Code : code;
        }

        if (hasPin)
        {
            environment["PMO_STATEMENT_KEY"] = Pin;
        }

        var ran = await CommandLine.RunAsync(_home, ["enroll", "--gateway", _identity.Origin, "--org", "csr-baru"], environment, typed: null);

        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain(problem);
        _identity.Received.ShouldBeEmpty();
        Directory.EnumerateFiles(_home, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task Enrolment_that_broke_off_goes_on_with_the_same_key()
    {
        _identity.Refusals.Enqueue(403);
        (await EnrolAsync()).Exit.ShouldBe(4);
        File.Exists(ProfileFile).ShouldBeFalse();
        ShouldBePrivate(PendingFile);

        (await EnrolAsync()).Exit.ShouldBe(0);

        _identity.Received[1]["jwk"]!["x"]!.GetValue<string>().ShouldBe(_identity.Received[0]["jwk"]!["x"]!.GetValue<string>());
    }

    [Fact]
    public async Task Profile_that_is_there_is_replaced_only_by_force()
    {
        await EnrolAsync();
        var before = await File.ReadAllTextAsync(KeyFile);

        var again = await EnrolAsync();
        (again.Exit, again.Error.Contains("profile_exists", StringComparison.Ordinal)).ShouldBe((2, true), again.Error);
        (await File.ReadAllTextAsync(KeyFile)).ShouldBe(before);

        (await EnrolAsync("--force")).Exit.ShouldBe(0);
        (await File.ReadAllTextAsync(KeyFile)).ShouldNotBe(before);
    }

    [Fact]
    public async Task Key_is_replaced_whole_or_not_at_all()
    {
        await EnrolAsync();
        var before = await File.ReadAllTextAsync(KeyFile);

        _identity.Refusals.Enqueue(403);
        (await CommandLine.RunAsync(_home, ["enroll", "--replace-key"])).Exit.ShouldBe(4);
        (await File.ReadAllTextAsync(KeyFile)).ShouldBe(before);
        (await CommandLine.RunAsync(_home, ["enroll", "--replace-key"])).Exit.ShouldBe(0);

        (await File.ReadAllTextAsync(KeyFile)).ShouldNotBe(before);
        File.Exists(PendingFile).ShouldBeFalse();
    }

    [Theory]
    [InlineData("http://pmo.example", "csr-baru", "gateway_invalid")]
    [InlineData("https://pmo.example/path", "csr-baru", "gateway_invalid")]
    [InlineData("https://pmo.example", "CSR", "org_invalid")]
    public async Task Wrong_address_or_name_is_refused_before_anything_is_asked(string gateway, string org, string problem)
    {
        var ran = await CommandLine.RunAsync(_home, ["enroll", "--gateway", gateway, "--org", org], [], "x\nx\n");

        (ran.Exit, ran.Error.Contains(problem, StringComparison.Ordinal)).ShouldBe((2, true), ran.Error);
    }

    private static void ShouldBePrivate(params string[] files)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        foreach (var file in files)
        {
            File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
    }

    private Task<Ran> EnrolAsync(params string[] more) => CommandLine.RunAsync(
        _home, ["enroll", "--gateway", _identity.Origin, "--org", "csr-baru", .. more],
        new() { ["PMO_ENROLL_CODE"] = Code, ["PMO_STATEMENT_KEY"] = Pin }, typed: null);
}
