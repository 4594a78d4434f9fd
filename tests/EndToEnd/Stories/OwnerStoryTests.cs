using System.Text.Json;
using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Stories;

/// <summary>What an owner does with its own data, and an officer for a person, on the demo.</summary>
public sealed class OwnerStoryTests(Province province) : IClassFixture<Province>
{
    [Fact]
    public async Task Duplicates_are_charged_once_also_over_a_kill()
    {
        var first = await DuplicatesAsync();
        var (rows, charged) = (first.GetProperty("rows").GetInt32(), first.GetProperty("charged").GetInt32());
        charged.ShouldBe(rows);
        first.GetProperty("matched").GetInt32().ShouldBeGreaterThan(0);
        await province.RestartAsync();
        var again = await DuplicatesAsync();
        (again.GetProperty("charged").GetInt32(), again.GetProperty("matched").GetInt32()).ShouldBe((0, first.GetProperty("matched").GetInt32()));
    }

    [Fact]
    public async Task Person_learns_who_asked_and_is_erased_by_the_owners_officer()
    {
        // The first person of the sample is in PKH, and the demo's own check has asked about them.
        var sample = await File.ReadAllLinesAsync(Path.Combine(province.Data, "samples", "penerima-csr.csv"), TestContext.Current.CancellationToken);
        foreach (var nik in sample.Skip(1).SelectMany(l => l.Split(',')).Where(c => c.Length == 16 && c.All(char.IsAsciiDigit)))
        {
            var access = await province.TellPmoAsync("dpo-pmo", nik, "subject", "access", "-", "--case", "DPO/1", "--agreement", "dpo-pmo-demo");
            access.Exit.ShouldBe(0, access.Error);
            access.Output.ShouldNotContain(nik);
            if (!access.Output.Contains("(dinsos-pkh-2026)", StringComparison.Ordinal))
            {
                continue;
            }

            access.Output.ShouldContain("csr-nusantara: check, csr-nusantara-demo, pre-donation-check");
            var erase = await province.TellPmoAsync(
                "dpo-dinsos-lampung", nik, "subject", "erase", "-", "--case", "DPO/1", "--agreement", "dinsos-lampung-demo", "--yes");
            erase.Exit.ShouldBe(0, erase.Error);
            erase.Output.ShouldContain("dinsos-pkh-2026: 1 rows destroyed");
            return;
        }

        throw new InvalidDataException("Nobody of the sample is in PKH.");
    }

    private async Task<JsonElement> DuplicatesAsync()
    {
        var run = await province.PmoAsync("dinsos-lampung", "dataset", "duplicates", "dinsos-pkh-2026", "--json");
        run.Exit.ShouldBe(0, run.Error);
        return JsonDocument.Parse(run.Output).RootElement;
    }
}
