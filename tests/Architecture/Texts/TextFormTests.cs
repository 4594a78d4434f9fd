using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Texts;

/// <summary>One form for all text, so that a diff shows what was meant.</summary>
public sealed class TextFormTests
{
    private static IEnumerable<RepoFile> Texts => Repo.Files.Where(file => file.IsText && file.Text.Length > 0);

    [Fact]
    public void Lines_end_in_a_line_feed_alone() => Rule.Holds(
        from file in Texts
        let at = file.Text.IndexOf('\r', StringComparison.Ordinal)
        where at >= 0
        select file.At(at),
        "Save with LF line ends; write a wanted carriage return as an escape.");

    [Fact]
    public void A_file_ends_with_a_newline() => Rule.Holds(
        from file in Texts where !file.Text.EndsWith('\n') select file.AtLine(file.Lines.Count - 1), "Add the last newline.");

    // A tab is as wide as each reader's editor thinks.
    [Fact]
    public void CSharp_is_indented_with_spaces() => Rule.Holds(
        from file in Texts
        where file.HasExtension(".cs")
        from line in file.Lines.Index()
        where line.Item.Contains('\t', StringComparison.Ordinal)
        select file.AtLine(line.Index),
        @"Four spaces; inside a string write \t.");
}
