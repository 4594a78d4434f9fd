using System.Text.Json;
using Pmo.Bench.Runs;

namespace Pmo.Bench.Tests.Runs;

public class ReportTests
{
    [Fact]
    public void The_last_line_is_one_json_object_with_name_ratios_figures_and_machine()
    {
        var report = new Report("sample", textColumns: 1) { Ratios = { ["a.vs_b"] = 1.23456 }, Figures = { ["a.seconds"] = 2 } };
        report.Table.Add("side", "seconds");
        report.Table.Add("a", "2");
        using var text = new StringWriter();

        report.Write(text);

        using var json = JsonDocument.Parse(text.ToString().TrimEnd().Split('\n')[^1]);
        json.RootElement.EnumerateObject().Select(p => p.Name).ShouldBe(["name", "ratios", "figures", "machine"]);
        json.RootElement.GetProperty("ratios").GetProperty("a.vs_b").GetDouble().ShouldBe(1.235);
        text.ToString().ShouldContain("| side | seconds |\n| ---- | ------: |\n| a    |       2 |\n");
    }
}
