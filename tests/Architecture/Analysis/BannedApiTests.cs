using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Analysis;

/// <summary>The analyzer bans; these see that nobody quietly unbans.</summary>
public sealed class BannedApiTests
{
    [Theory]
    [InlineData("P:System.DateTime.Now")]
    [InlineData("P:System.DateTime.UtcNow")]
    [InlineData("P:System.DateTime.Today")]
    [InlineData("P:System.DateTimeOffset.Now")]
    [InlineData("P:System.DateTimeOffset.UtcNow")]
    [InlineData("T:System.Random")]
    [InlineData("M:System.Threading.Thread.Sleep(System.Int32)")]
    [InlineData("M:System.Threading.Thread.Sleep(System.TimeSpan)")]
    [InlineData("P:System.Threading.Tasks.Task`1.Result")]
    [InlineData("M:System.Threading.Tasks.Task.Wait")]
    [InlineData("M:System.Threading.Tasks.Task.Wait(System.Int32)")]
    [InlineData("T:System.Numerics.BigInteger")]
    public void What_was_agreed_is_banned(string symbol) =>
        Repo.File("BannedSymbols.txt").Lines.ShouldContain(line => line.StartsWith(symbol + ";", StringComparison.Ordinal));

    [Fact]
    public void The_analyzer_reads_the_list_in_every_project() => Repo.File("Directory.Build.props").Text.ShouldSatisfyAllConditions(
        text => text.ShouldContain("Include=\"Microsoft.CodeAnalysis.BannedApiAnalyzers\""),
        text => text.ShouldContain("BannedSymbols.txt\""),
        text => text.ShouldContain("<TreatWarningsAsErrors>true</TreatWarningsAsErrors>"));

    [Fact]
    public void A_banned_api_is_an_error() =>
        Repo.File(".editorconfig").Lines.ShouldContain(line => line.StartsWith("dotnet_diagnostic.RS0030.severity = error", StringComparison.Ordinal));

    // A ban that one project may lift is a suggestion; a single line may, with its reason (see SuppressionTests).
    [Fact]
    public void No_project_and_no_folder_lifts_the_ban() => Rule.Holds(
        from file in Repo.Files
        where file.HasExtension(".csproj") || file.HasExtension(".props") || file.HasExtension(".targets")
            || file.HasExtension(".editorconfig") || file.HasExtension(".globalconfig")
        from line in file.Lines.Index()
        where line.Item.Contains("RS0030", StringComparison.Ordinal) && !line.Item.Contains("severity = error", StringComparison.Ordinal)
        select file.AtLine(line.Index),
        "Use what BannedSymbols.txt names instead.");
}
