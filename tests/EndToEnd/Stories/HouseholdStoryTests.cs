using System.Text.Json;
using Pmo.EndToEnd.Tests.Running;

namespace Pmo.EndToEnd.Tests.Stories;

/// <summary>PKH names the mother, zakat her husband: two offices find that it is one family, by pmo alone.</summary>
public sealed class HouseholdStoryTests(Province province) : IClassFixture<Province>
{
    [Fact]
    public async Task Family_that_two_offices_serve_is_found_by_its_card_and_told_apart_from_the_person()
    {
        var people = People.Make(300_000, 4);
        var (mother, husband, alone, stranger) = (people[0], people[1], people[2], people[3]);
        const string Card = "1871021203150042";
        await UploadAsync("dinsos-lampung", "dinsos-pkh-2026", $"{mother},{Card}", $"{alone},-");
        await UploadAsync("baznas-lampung", "baznas-zakat-2026", $"{husband},{Card}", $"{mother},{Card}");

        // Dinsos looks by persons: the mother is on zakat herself, and so is one of her family.
        var persons = await CheckAsync("persons", ["NIK", mother, alone, stranger]);
        persons.Select(r => r.Status).ShouldBe(["match", "none", "none"]);
        persons[0].Households.ShouldBe([false, true]);

        // And by cards, among them one that nobody has and one that is none.
        var families = await CheckAsync("families", ["No KK", Card, "1871021203150043", "12345"], "--kind", "kk");
        families.Select(r => r.Status).ShouldBe(["match", "none", "invalid"]);
        families[0].Households.ShouldAllBe(household => household);

        // A CSR partner whose agreement names no cards learns nothing by them.
        var csr = province.File("csr.csv");
        await File.WriteAllTextAsync(csr, $"No KK\n{Card}\n", TestContext.Current.CancellationToken);
        var refused = await province.PmoAsync(
            "csr-nusantara", "check", csr, "--kind", "kk", "--agreement", "csr-nusantara-demo", "--purpose", "pre-donation-check", "--json");
        refused.Exit.ShouldBe(4, refused.Error);
        refused.Error.ShouldContain("kind_not_permitted");
        refused.Error.ShouldNotContain(Card);
    }

    private async Task UploadAsync(string organisation, string dataset, params string[] rows)
    {
        var file = province.File(dataset + ".csv");
        await File.WriteAllLinesAsync(file, ["NIK,No KK", .. rows], TestContext.Current.CancellationToken);
        var run = await province.PmoAsync(organisation, "dataset", "upload", file, "--dataset", dataset, "--mode", "append", "--json");
        run.Exit.ShouldBe(0, run.Error);
    }

    private async Task<List<(string? Status, bool[] Households)>> CheckAsync(string name, string[] lines, params string[] more)
    {
        var file = province.File(name + ".csv");
        await File.WriteAllLinesAsync(file, lines, TestContext.Current.CancellationToken);
        var run = await province.PmoAsync(
            "dinsos-lampung", ["check", file, "--agreement", "dinsos-lampung-demo", "--purpose", "duplicate-cleanup", "--json", .. more]);
        run.Exit.ShouldBe(0, run.Error);
        using var answer = JsonDocument.Parse(run.Output);
        return
        [
            .. answer.RootElement.GetProperty("results").EnumerateArray().Select(r => (
                r.GetProperty("status").GetString(),
                r.GetProperty("overlaps").EnumerateArray().Select(o => o.TryGetProperty("household", out _)).ToArray())),
        ];
    }
}
