using System.Formats.Tar;
using System.IO.Compression;
using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Stories;

/// <summary>An operator backs up a running province, loses it, and puts it back.</summary>
public sealed class BackupStoryTests(Province province) : IClassFixture<Province>
{
    private static readonly string[] Services = ["gateway", "identity", "pseudonyms", "matching"];

    [Fact]
    public async Task Province_is_there_again_from_a_backup_made_while_it_ran()
    {
        var backup = await province.PmoAsync("operator-pmo", "backup", "--data", province.Data, "--out", province.File("backup"));
        backup.Exit.ShouldBe(0, backup.Error);

        await province.KillAsync();
        foreach (var service in Services)
        {
            Lose(Path.Combine(province.Data, service));
            using var file = File.OpenRead(Directory.GetFiles(province.File("backup"), service + "-*.tgz").Single());
            using var zip = new GZipStream(file, CompressionMode.Decompress);
            await TarFile.ExtractToDirectoryAsync(zip, province.Data, overwriteFiles: false, TestContext.Current.CancellationToken);
        }

        await province.StartAgainAsync();

        // The sample holds 18 that match: tokens, keys, records and agreements fit one another.
        var check = await province.PmoAsync(
            "csr-nusantara", "check", Path.Combine(province.Data, "samples", "penerima-csr.csv"), "--agreement", "csr-nusantara-demo",
            "--purpose", "pre-donation-check", "--json", "--out", province.File("hasil.csv"));
        check.Exit.ShouldBe(0, check.Error);
        check.Output.ShouldContain("\"matched\":18");
        var verified = await province.PmoAsync("dpo-pmo", "audit", "verify");
        verified.Exit.ShouldBe(0, verified.Error);
    }

    // Everything but the epoch keys, which no backup of the database may hold.
    private static void Lose(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            File.Delete(file);
        }

        foreach (var inner in Directory.EnumerateDirectories(folder).Where(d => Path.GetFileName(d) != "epochs"))
        {
            Directory.Delete(inner, recursive: true);
        }
    }
}
