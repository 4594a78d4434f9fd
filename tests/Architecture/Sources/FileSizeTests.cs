using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Sources;

/// <summary>A file that fits on a screen or two is read; a long one is skimmed. Tests, which repeat themselves, get twice as much.</summary>
public sealed class FileSizeTests
{
    [Theory]
    [InlineData("src", 500)]
    [InlineData("tests", 1000)]
    public void No_file_is_longer_than_can_be_reviewed(string top, int most) => Rule.Holds(
        Repo.CSharp(top).Where(file => file.LineCount > most).Select(Sized), $"Split by feature; at most {most} lines.");

    [Theory]
    [InlineData("src", 220)]
    [InlineData("tests", 440)]
    public void Nineteen_files_in_twenty_stay_short(string top, int most)
    {
        var files = Repo.CSharp(top).ToList();
        var longer = files.Where(file => file.LineCount > most).ToList();
        Rule.Holds(longer.Count * 20 > files.Count ? longer.Select(Sized) : [], $"Split some of these: 95 % have at most {most} lines.");
    }

    [Theory]
    [InlineData("src", 50)]
    [InlineData("tests", 100)]
    public void The_file_in_the_middle_fits_a_screen(string top, int most)
    {
        var files = Repo.CSharp(top).OrderBy(file => file.LineCount).ToList();
        files.ShouldNotBeEmpty();
        files[files.Count / 2].LineCount.ShouldBeLessThanOrEqualTo(most, $"Half of {top} has at most {most} lines: one type, one file.");
    }

    private static string Sized(RepoFile file) => FormattableString.Invariant($"{file.Path}:1 {file.LineCount} lines");
}
