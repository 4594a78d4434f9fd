using System.Text.RegularExpressions;
using Pmo.Architecture.Tests.Repository;

namespace Pmo.Architecture.Tests.Sources;

public sealed partial class CodeTests
{
    // What is asked of a database is read in one place, per feature: its Storage folder.
    [Fact]
    public void Sql_lives_in_folders_named_Storage() => Rule.Holds(
        from file in Repo.CSharp("src")
        where !file.IsIn("Storage")
        from match in Sql().Matches(file.Text)
        select $"{file.At(match.Index)} {match.Groups["verb"].Value}",
        "Move the statement to the feature's Storage folder.");

    // '$' also matches before a last line feed: 'abc\n' would pass for 'abc'.
    [Fact]
    public void No_regex_ends_in_a_dollar_sign() => Rule.Holds(
        from file in Repo.CSharp()
        from line in file.Lines.Index()
        from literal in Literal().Matches(line.Item)
        let body = literal.Groups["body"].Value
        where body.EndsWith('$') && (body.StartsWith('^') || line.Item.Contains("Regex", StringComparison.Ordinal))
        select file.AtLine(line.Index),
        @"End it in \z.");

    // Logs are structured and masked; a console line is neither. Only what talks to a person at a terminal prints.
    [Fact]
    public void Only_programs_write_to_the_console() => Rule.Holds(
        from file in Repo.CSharp("src")
        where file.Name is not "Program.cs"
        where !file.Path.StartsWith("src/Cli/", StringComparison.Ordinal)
            && !file.Path.StartsWith("src/AppHost/", StringComparison.Ordinal)
            && !file.Path.StartsWith("src/Hosting/Startup/", StringComparison.Ordinal)
        from match in ConsoleCall().Matches(file.Text)
        select file.At(match.Index),
        "Use a [LoggerMessage] of the feature's Log.cs.");

    // A catch of everything that goes on turns an outage into 'not found'.
    [Fact]
    public void A_bare_catch_rethrows() => Rule.Holds(
        from file in Repo.CSharp()
        from match in BareCatch().Matches(file.Text)
        where !Rethrow().IsMatch(Block(file.Text, match.Index + match.Length))
        select file.At(match.Index),
        "Catch the exception that is expected, or end the block in 'throw;'.");

    [Fact]
    public void No_catch_is_empty() => Rule.Holds(
        from file in Repo.CSharp()
        from match in EmptyCatch().Matches(file.Text)
        select file.At(match.Index),
        "Do something about it, or say in the block why nothing is to be done.");

    private static string Block(string text, int start)
    {
        var depth = 1;
        var end = start;
        while (end < text.Length && depth > 0)
        {
            depth += text[end] switch { '{' => 1, '}' => -1, _ => 0 };
            end++;
        }

        return text[start..end];
    }

    [GeneratedRegex(@"""\s*(?<verb>SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA)\s", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sql();

    [GeneratedRegex(@"(@""(?<body>(""""|[^""])*)"")|(""(?<body>(\\.|[^""\\])*)"")", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Literal();

    [GeneratedRegex(@"\bConsole\.(Write|Out\b|Error\b)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConsoleCall();

    [GeneratedRegex(@"\bcatch\s*\{", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex BareCatch();

    [GeneratedRegex(@"\bcatch\s*(\([^)]*\)\s*)?(when\s*\([^{]*\)\s*)?\{\s*\}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyCatch();

    [GeneratedRegex(@"\bthrow\s*;", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Rethrow();
}
