namespace Pmo.Bench.Tests;

public class BenchOptionsTests
{
    [Theory]
    [InlineData()]
    [InlineData("oprff")]
    [InlineData("--quick")]
    [InlineData("oprf", "--fast")]
    [InlineData("timing", "--data", "x")] // only check keeps data
    [InlineData("check", "--data")]
    [InlineData("check", "csv")]
    [InlineData("check", "--rows", "5")]
    [InlineData("memory", "ods")]
    [InlineData("memory", "--rows")]
    [InlineData("memory", "--rows", "0")]
    [InlineData("memory", "--rows", "1000001")]
    [InlineData("micro")]
    public void What_is_not_known_is_refused_and_says_what_there_is(params string[] args)
    {
        BenchOptions.TryParse(args, out _, out var problem).ShouldBeFalse();
        if (args is not ["micro"])
        {
            Benches.Names.ShouldAllBe(name => problem!.Contains(name, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Options_are_read_in_any_order()
    {
        BenchOptions.TryParse(["check", "--data", "somewhere", "--quick"], out var options, out _).ShouldBeTrue();
        options!.Quick.ShouldBeTrue();
        options.Data.ShouldBe(Path.GetFullPath("somewhere"));
    }

    [Fact]
    public void Memory_of_one_format_and_size()
    {
        BenchOptions.TryParse(["memory", "xlsx", "--rows", "1000000"], out var options, out _).ShouldBeTrue();
        (options!.Part, options.Rows).ShouldBe(("xlsx", 1_000_000));
    }

    [Fact]
    public void All_that_follows_micro_is_its_own()
    {
        BenchOptions.TryParse(["micro", "*Field*", "--list", "flat"], out var options, out _).ShouldBeTrue();
        options!.Rest.ShouldBe(["*Field*", "--list", "flat"]);
    }
}
