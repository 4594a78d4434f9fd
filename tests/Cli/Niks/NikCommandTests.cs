using System.Text.Json;

namespace Pmo.Cli.Tests.Niks;

public sealed class NikCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pmo-nik-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Any_invalid_row_exits_3_and_names_its_line()
    {
        var ran = await RunAsync("NIK\n1871014101900001\n12345\n");
        ran.Exit.ShouldBe(3);
        ran.Output.ShouldContain("Baris 3: NIK berisi 5 angka");
        ran.Output.ShouldContain("2 baris: 1 sah");
    }

    [Fact]
    public async Task Good_list_exits_0() => (await RunAsync("NIK\n1871014101900001\n")).Exit.ShouldBe(0);

    [Fact]
    public async Task Niks_are_masked_unless_asked_for()
    {
        const string Repeated = "NIK\n1871014101900001\n1871014101900001\n";
        (await RunAsync(Repeated)).Output.ShouldContain("1871••••••••0001");
        (await RunAsync(Repeated)).Output.ShouldNotContain("1871014101900001");
        (await RunAsync(Repeated, "--show-nik")).Output.ShouldContain("1871014101900001");
    }

    [Fact]
    public async Task Json_lists_the_findings()
    {
        var ran = await RunAsync("NIK\n12345\n1871014101900001\n", "--json", "--lang", "en");
        using var json = JsonDocument.Parse(ran.Output);
        var finding = json.RootElement.GetProperty("findings")[0];
        (finding.GetProperty("line").GetInt32(), finding.GetProperty("code").GetString()).ShouldBe((2, "nik_length"));
        json.RootElement.GetProperty("invalid").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task File_that_is_not_there_is_usage() => (await CommandLine.RunAsync(_folder, ["nik", Path.Combine(_folder, "x.csv")])).Exit.ShouldBe(2);

    private async Task<Ran> RunAsync(string content, params string[] more)
    {
        var file = Path.Combine(_folder, "list.csv");
        await File.WriteAllTextAsync(file, content);
        return await CommandLine.RunAsync(_folder, ["nik", file, .. more]);
    }
}
