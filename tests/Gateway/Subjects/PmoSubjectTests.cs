using System.Text.Json;

namespace Pmo.Gateway.Tests.Subjects;

/// <summary><c>pmo dataset duplicates</c> and <c>pmo subject</c> against the real services.</summary>
public sealed class PmoSubjectTests(DataStack stack) : IClassFixture<DataStack>
{
    private static string[] Subject(ApiCaller cleaner, params string[] more) => ["subject", .. more, "--case", "DPO/7", "--agreement", cleaner.Agreement];

    [Fact]
    public async Task Owner_sees_duplicates_as_a_table_as_csv_and_as_json()
    {
        var (cleaner, _) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1, 2, 9);
        var (org, dataset) = (cleaner.Organisation, cleaner.Organisation + "-a");
        var table = await stack.RunPmoAsync(cleaner, org, "", "dataset", "duplicates", dataset);
        table.Exit.ShouldBe(0, table.Error);
        table.Output.ShouldContain("3 persons: 2 served by others too, 0 more than once in this dataset.");
        table.Output.ShouldContain("Charged 3.");
        table.Output.Split('\n').ShouldAllBe(line => line.TrimEnd().Length <= 80);

        var csv = Path.Combine(stack.Data, "duplicates.csv");
        (await stack.RunPmoAsync(cleaner, org, "", "dataset", "duplicates", dataset, "--csv", csv)).Exit.ShouldBe(0);
        var lines = await File.ReadAllLinesAsync(csv, TestContext.Current.CancellationToken);
        lines[0].ShouldBe("person,ref,row,upload,rows,pmo_status,pmo_detail");
        lines.Length.ShouldBe(3);
        (await stack.RunPmoAsync(cleaner, org, "", "dataset", "duplicates", dataset, "--csv", csv)).Exit.ShouldBe(2);
        (await stack.RunPmoAsync(cleaner, org, "", "dataset", "duplicates", dataset, "--csv", csv, "--force")).Exit.ShouldBe(0);

        var json = await stack.RunPmoAsync(cleaner, org, "", "dataset", "duplicates", dataset, "--json");
        JsonDocument.Parse(json.Output).RootElement.GetProperty("persons").GetArrayLength().ShouldBe(2);
        (await stack.RunPmoAsync(cleaner, org, "", "dataset", "duplicates", "pkh")).Exit.ShouldBe(4);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Officer_prints_a_report_and_erases_without_showing_the_number(bool fromInput)
    {
        var (cleaner, officer) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1, 7);
        var (org, nik) = (cleaner.Organisation, Part.Nik(1));
        string[] source = fromInput ? ["-"] : [];
        var report = await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, ["access", .. source])]);
        report.Exit.ShouldBe(0, report.Error);
        report.Output.ShouldContain("NIK: 1871••••••••0001");
        report.Output.ShouldContain($"{org}-a");
        report.Output.ShouldContain("kept until 2030-01-01");
        (report.Output + report.Error).ShouldNotContain(nik);
        (await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, ["access", .. source]), "--show-nik"])).Output.ShouldContain("NIK: " + nik);

        (await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, ["erase", .. source])])).Exit.ShouldBe(2);
        var erased = await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, ["erase", .. source]), "--yes"]);
        erased.Exit.ShouldBe(0, erased.Error);
        erased.Output.ShouldContain($"{org}-a: 1 rows destroyed");
        var json = await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, ["access", .. source]), "--json"]);
        JsonDocument.Parse(json.Output).RootElement.GetProperty("datasets").EnumerateArray().Select(d => d.GetProperty("id").GetString()).ShouldBe(["pkh"]);
    }

    [Fact]
    public async Task Officer_asks_by_family_card_and_changes_nothing_by_it()
    {
        var (cleaner, officer) = stack.NewCleaner();
        var (org, card) = (cleaner.Organisation, Part.Nik(1));
        var report = await stack.RunPmoAsync(officer, org, card, [.. Subject(cleaner, "access", "-", "--kind", "kk")]);
        report.Exit.ShouldBe(0, report.Error);
        report.Output.ShouldContain("Family card: 1871••••••••0001");

        // As a NIK it is a person in pkh; as a card it is nobody's.
        report.Output.ShouldContain("No data is held.");
        (report.Output + report.Error).ShouldNotContain(card);
        (await stack.RunPmoAsync(officer, org, card, [.. Subject(cleaner, "erase", "-", "--kind", "kk"), "--yes"])).Exit.ShouldBe(2);
        (await stack.RunPmoAsync(officer, org, "18710101019000", [.. Subject(cleaner, "access", "-", "--kind", "kk")])).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(3), r => r.Error.ShouldContain("kk_invalid"));
    }

    [Fact]
    public async Task Officer_restricts_a_person_and_lifts_it_again()
    {
        var (cleaner, officer) = stack.NewCleaner();
        await DataStack.UploadAsync(cleaner, "a", 1, 7);
        var (org, nik) = (cleaner.Organisation, Part.Nik(1));
        (await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, "erase", "-", "--mode", "restrict"), "--yes"])).Output.ShouldContain($"{org}-a: 1 rows restricted");
        (await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, "lift", "-")])).Exit.ShouldBe(2);
        var lifted = await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, "lift", "-"), "--yes"]);
        lifted.Exit.ShouldBe(0, lifted.Error);
        lifted.Output.ShouldContain($"{org}-a: restriction lifted, 1 rows count again");
        (await stack.RunPmoAsync(officer, org, nik, [.. Subject(cleaner, "lift", "-"), "--yes"])).Output.ShouldContain("not restricted in own datasets");
    }

    [Fact]
    public async Task Number_on_the_command_line_or_in_the_case_and_a_wrong_number_are_refused()
    {
        var (cleaner, officer) = stack.NewCleaner();
        var nik = Part.Nik(1);
        (await stack.RunPmoAsync(officer, cleaner.Organisation, "", [.. Subject(cleaner, "access", nik)])).ShouldSatisfyAllConditions(
            r => r.Exit.ShouldBe(2), r => (r.Output + r.Error).ShouldNotContain(nik));
        (await stack.RunPmoAsync(officer, cleaner.Organisation, nik, "subject", "access", "--agreement", cleaner.Agreement, "--case", "1871-0101-0190-0001")).Exit.ShouldBe(2);
        (await stack.RunPmoAsync(officer, cleaner.Organisation, "18710101019000", [.. Subject(cleaner, "access", "-")])).Exit.ShouldBe(3);
        (await stack.RunPmoAsync(cleaner, cleaner.Organisation, nik, [.. Subject(cleaner, "access", "-")])).Exit.ShouldBe(4);
    }
}
