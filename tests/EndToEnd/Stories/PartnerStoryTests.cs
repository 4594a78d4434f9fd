using System.Diagnostics;
using System.Text.Json;
using Pmo.Client.Catalogs;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;
using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Stories;

/// <summary>A partner from its invitation to its suspension, by the programs that people use.</summary>
public sealed class PartnerStoryTests(Province province) : IClassFixture<Province>
{
    private const string Org = "csr-baru";
    private const string First = "operator-pmo";
    private const string Second = "operator-pmo-2";
    private static readonly TimeSpan AtOnce = TimeSpan.FromSeconds(2);

    private string ProfileFile => Path.Combine(province.Data, "profiles", Org + ".json");

    [Fact]
    public async Task Invited_enrolled_approved_suspended_restored_and_with_a_new_key()
    {
        // A partner invites nobody.
        (await province.PmoAsync("csr-nusantara", "partner", "invite", Org, "--role", "csr")).Exit.ShouldBe(4);

        var invitation = await JsonAsync(First, "partner", "invite", Org, "--role", "csr", "--title", "CSR Baru", "--json");
        var enrolled = await province.EnrolAsync(Org, Text(invitation, "code"), Text(invitation, "statementKey"));
        enrolled.Exit.ShouldBe(0, enrolled.Error);
        var fingerprint = Text(JsonDocument.Parse(enrolled.Output).RootElement, "fingerprint");

        (await province.PmoAsync(Org, "catalog")).Exit.ShouldBe(4);
        var own = await province.PmoAsync(First, "partner", "approve", Org, "--fingerprint", fingerprint);
        (own.Exit, own.Error.Contains("second_operator_required", StringComparison.Ordinal)).ShouldBe((4, true), own.Error);
        Text(await JsonAsync(Second, "partner", "approve", Org, "--fingerprint", fingerprint, "--json"), "state").ShouldBe("active");
        (await province.PmoAsync(Org, "catalog")).Exit.ShouldBe(0);

        await SuspendAndRestoreAsync();
        await ReplaceKeyAsync(fingerprint);
    }

    private async Task SuspendAndRestoreAsync()
    {
        new ProfileStore(new PmoHome(province.Home(Org))).TryOpen(ProfileFile, out var profile, out var problem).ShouldBeTrue(problem.En);
        using (profile)
        {
            // A program that goes on with the token it has.
            using var gateway = new GatewayClient(profile!, Language.En, TimeProvider.System);
            var catalog = new CatalogReader(gateway);
            (await catalog.ReadAsync(TestContext.Current.CancellationToken)).Problem.ShouldBeNull();

            (await province.PmoAsync(First, "partner", "suspend", Org, "--reason", "kunci hilang")).Exit.ShouldBe(0);
            (await UntilAsync(catalog, isRefused: true)).ShouldBeLessThan(AtOnce);

            (await province.PmoAsync(First, "partner", "restore", Org)).Exit.ShouldBe(4);
            (await province.PmoAsync(Second, "partner", "restore", Org)).Exit.ShouldBe(0);
            (await UntilAsync(catalog, isRefused: false)).ShouldBeLessThan(AtOnce);
        }
    }

    private async Task ReplaceKeyAsync(string before)
    {
        var old = Path.Combine(province.Data, "profiles", "stolen.json");
        File.Copy(Path.ChangeExtension(ProfileFile, ".pem"), Path.ChangeExtension(old, ".pem"));
        await File.WriteAllTextAsync(old, (await File.ReadAllTextAsync(ProfileFile)).Replace($"\"{Org}.pem\"", "\"stolen.pem\"", StringComparison.Ordinal));
        (await province.PmoAsync("stolen", "catalog")).Exit.ShouldBe(0);

        var replaced = await JsonAsync(Org, "enroll", "--replace-key", "--json");

        Text(replaced, "fingerprint").ShouldNotBe(before);
        (await province.PmoAsync("stolen", "catalog")).Exit.ShouldBe(4);
        (await province.PmoAsync(Org, "catalog")).Exit.ShouldBe(0);
        var shown = await JsonAsync(Second, "partner", "show", Org, "--json");
        Text(shown.GetProperty("clients")[0], "keyReplacedAt").ShouldNotBeEmpty();
    }

    private static async Task<TimeSpan> UntilAsync(CatalogReader catalog, bool isRefused)
    {
        var watch = Stopwatch.StartNew();
        while ((await catalog.ReadAsync(TestContext.Current.CancellationToken)).Problem is not null != isRefused)
        {
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(30));
        }

        return watch.Elapsed;
    }

    private async Task<JsonElement> JsonAsync(string organisation, params string[] arguments)
    {
        var run = await province.PmoAsync(organisation, arguments);
        run.Exit.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }

    private static string Text(JsonElement json, string name) => json.GetProperty(name).GetString()!;
}
