namespace Pmo.Cli.Tests;

public sealed class PmoCommandTests : IDisposable
{
    private readonly string _home = Directory.CreateTempSubdirectory("pmo-cli-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("bogus")]
    [InlineData("check")]
    [InlineData("check", "a.csv", "--agreement", "x")]
    [InlineData("catalog", "--lang", "fr")]
    [InlineData("dataset", "upload", "a.csv", "--dataset", "x", "--mode", "delete")]
    [InlineData("dataset", "create", "--id", "abc", "--kind", "other")]
    public async Task Wrong_usage_exits_2_and_says_so_on_stderr_only(params string[] args)
    {
        var ran = await CommandLine.RunAsync(_home, args);
        ran.Exit.ShouldBe(2);
        ran.Output.ShouldBeEmpty();
        ran.Error.ShouldContain("--help");
    }

    [Theory]
    [InlineData("See: pmo --help", "bogus")]
    [InlineData("See: pmo check --help", "check")]
    [InlineData("See: pmo dataset upload --help", "dataset", "upload")]
    public async Task Wrong_usage_names_the_help_that_there_is(string see, params string[] args) =>
        (await CommandLine.RunAsync(_home, [.. args, "--lang", "en"])).Error.ShouldContain(see);

    [Theory]
    [InlineData("1871014101900001")]
    [InlineData("--column=1871014101900001")]
    [InlineData("1871 0141 0190 0001")]
    [InlineData("18.71.01.410190.0001")]
    public async Task Nik_among_the_arguments_is_refused_and_not_repeated(string argument)
    {
        var ran = await CommandLine.RunAsync(_home, ["nik", argument]);
        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain("nik_in_arguments");
        (ran.Output + ran.Error).ShouldNotContain("0001");
    }

    [Fact]
    public async Task Help_is_data_in_the_language_asked_for()
    {
        var ran = await CommandLine.RunAsync(_home, ["check", "--help", "--lang", "en"]);
        ran.Exit.ShouldBe(0);
        ran.Output.ShouldContain("go on with an interrupted check");
        (await CommandLine.RunAsync(_home, ["check", "--help"])).Output.ShouldContain("lanjutkan pemeriksaan yang terhenti");
    }

    [Fact]
    public async Task Missing_profile_is_told_with_the_remedy()
    {
        var ran = await CommandLine.RunAsync(_home, ["catalog", "--lang", "en"]);
        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain("profile_missing");
    }

    [Fact]
    public async Task Response_file_is_not_read()
    {
        var file = Path.Combine(_home, "args.txt");
        await File.WriteAllTextAsync(file, "--help");
        (await CommandLine.RunAsync(_home, ["catalog", "@" + file])).Exit.ShouldBe(2);
    }

    [Fact]
    public async Task Closing_without_a_terminal_needs_yes()
    {
        var ran = await CommandLine.RunAsync(_home, ["dataset", "close", "abc"]);
        ran.Exit.ShouldBe(2);
        ran.Error.ShouldContain("--yes");
    }
}
