using System.Text.RegularExpressions;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Analysis;

/// <summary>A warning put to silence without a reason is a warning nobody dares to switch on again.</summary>
public sealed partial class SuppressionTests
{
    private const string Mend = "Say why in a comment on the same line or the line above.";

    [Fact]
    public void Every_pragma_says_why() => Rule.Holds(
        Unreasoned(file => file.HasExtension(".cs"), PragmaDisable(), "//"), Mend);

    [Fact]
    public void Every_NoWarn_says_why() => Rule.Holds(
        Unreasoned(file => file.HasExtension(".csproj") || file.HasExtension(".props") || file.HasExtension(".targets"), NoWarn(), "<!--"), Mend);

    [Fact]
    public void Every_severity_turned_off_says_why() => Rule.Holds(
        Unreasoned(file => file.HasExtension(".editorconfig") || file.HasExtension(".globalconfig"), SeverityNone(), "#"), Mend);

    [Fact]
    public void Every_suppression_attribute_says_why() => Rule.Holds(
        from file in Repo.CSharp()
        from match in Attribute().Matches(file.Text)
        where !Justified().IsMatch(match.Value)
        select file.At(match.Index),
        "Give the attribute a Justification.");

    private static IEnumerable<string> Unreasoned(Func<RepoFile, bool> kind, Regex suppression, string comment) =>
        from file in Repo.Files
        where kind(file)
        from line in file.Lines.Index()
        where suppression.IsMatch(line.Item)
        where !HasReason(line.Item, comment) && !(line.Index > 0 && IsComment(file.Lines[line.Index - 1], comment))
        select $"{file.AtLine(line.Index)} {line.Item.Trim()}";

    private static bool HasReason(string line, string comment)
    {
        var at = line.IndexOf(comment, StringComparison.Ordinal);
        return at >= 0 && line.AsSpan(at + comment.Length).ContainsAnyInRange('a', 'z');
    }

    // The line above counts when it is all comment: another rule's reason at the end of its own line does not.
    private static bool IsComment(string line, string comment) =>
        line.AsSpan().TrimStart().StartsWith(comment, StringComparison.Ordinal) && HasReason(line, comment);

    [GeneratedRegex(@"\A\s*#pragma\s+warning\s+disable", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PragmaDisable();

    [GeneratedRegex(@"<(NoWarn|WarningsNotAsErrors)\b|\bNoWarn=", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NoWarn();

    [GeneratedRegex(@"severity\s*=\s*none\b|=\s*[^#=]*:none\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SeverityNone();

    [GeneratedRegex(@"\[[^\]]*\b(Unconditional)?SuppressMessage\([^\]]*\]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Attribute();

    [GeneratedRegex(@"Justification\s*=\s*""[^""]+""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Justified();
}
