using System.Text;
using System.Text.RegularExpressions;

namespace Pmo.Architecture.Tests;

/// <summary>docs/errors.md is the one list of codes: whatever the source can answer is on it, once, and nothing else is.</summary>
public sealed partial class ErrorsPageTests
{
    // Texts that are printed inside others; their codes are never shown.
    private static readonly string[] OnlyTexts = ["root", "usage", "more", "covered_nothing"];

    private static readonly string Root = FindRoot();
    private static readonly IReadOnlyList<(string Path, string Text)> Source = ReadSource();
    private static readonly IReadOnlyList<Match> Rows = RowPattern().Matches(File.ReadAllText(Path.Combine(Root, "docs", "errors.md"))).ToList();

    private static IEnumerable<string> OnPage => Rows.Select(r => r.Groups["code"].Value);

    [Fact]
    public void Every_code_of_the_source_is_on_the_page() => CodesOfSource().Except(OnPage, StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void The_page_lists_no_code_that_does_not_exist() => OnPage.Except(CodesOfSource(), StringComparer.Ordinal).ShouldBeEmpty();

    [Fact]
    public void No_code_is_listed_twice() => OnPage.CountBy(c => c, StringComparer.Ordinal).Where(c => c.Value > 1).ShouldBeEmpty();

    [Fact]
    public void The_page_gives_the_status_that_is_answered()
    {
        var statuses = Source.SelectMany(f => StatusPattern().Matches(f.Text)).ToLookup(m => m.Groups["code"].Value, m => m.Groups["status"].Value, StringComparer.Ordinal);

        var wrong = Rows.Where(r => statuses.Contains(r.Groups["code"].Value))
            .Where(r => statuses[r.Groups["code"].Value].Any(status => status != r.Groups["next"].Value))
            .Select(r => r.Value);

        statuses.Count.ShouldBeGreaterThan(50);
        wrong.ShouldBeEmpty();
    }

    [Fact]
    public void The_search_finds_every_kind_of_code()
    {
        string[] oneOfEach =
            ["malformed", "no_agreement", "yaml_syntax", "data_unwritable", "clients_file_invalid", "offline", "resume_none", "invalid_scope", "unauthorized"];

        oneOfEach.Except(CodesOfSource(), StringComparer.Ordinal).ShouldBeEmpty();
    }

    private static HashSet<string> CodesOfSource() => Source.SelectMany(f => CodesOf(f.Path, f.Text)).Except(OnlyTexts, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> CodesOf(string path, string text) => Path.GetFileName(path) switch
    {
        "ReasonCode.cs" => MemberPattern().Matches(text).Select(m => Snake(m.Groups["name"].Value)).Where(code => code != "permit"),
        "PolicyErrorCode.cs" => MemberPattern().Matches(text).Select(m => Snake(m.Groups["name"].Value)),
        // Target-typed `new` counts where one of the types is spoken of.
        _ when TypePattern().IsMatch(text) => NewPattern().Matches(text).Concat(ConstantPattern().Matches(text)).Concat(FallbackPattern().Matches(text))
            .Select(m => m.Groups["code"].Value),
        _ => [],
    };

    private static List<(string Path, string Text)> ReadSource() => Directory
        .EnumerateFiles(Path.Combine(Root, "src"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
        .Select(path => (path, File.ReadAllText(path)))
        .ToList();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Pmo.Gateway.sln")))
        {
            folder = folder.Parent.ShouldNotBeNull();
        }

        return folder.FullName;
    }

    private static string Snake(string name)
    {
        var text = new StringBuilder();
        foreach (var c in name)
        {
            text.Append(char.IsAsciiLetterUpper(c) && text.Length > 0 ? "_" : "").Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }

    [GeneratedRegex(@"^\| `(?<code>[a-z0-9_]+)` \| (?<next>[^|\n]*?) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RowPattern();

    [GeneratedRegex(@"\b(ErrorCode|StartupException|Message|TokenError)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TypePattern();

    [GeneratedRegex("""\bnew(\s+(ErrorCode|StartupException|Message|TokenError))?\(\s*"(?<code>[a-z][a-z0-9_]*)",""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NewPattern();

    [GeneratedRegex("""\bnew\("(?<code>[a-z][a-z0-9_]*)", (?<status>[0-9]{3}),""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StatusPattern();

    [GeneratedRegex("""\bconst string [A-Z][A-Za-z]+ = "(?<code>[a-z]+(_[a-z]+)*)";(?=[^{}]*\bstatic GatewayProblem ToProblem\b)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ConstantPattern();

    [GeneratedRegex("""\bvar code = [^;]*"(?<code>[a-z_]+)";""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FallbackPattern();

    [GeneratedRegex(@"^    (?<name>[A-Z][A-Za-z0-9]*),", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MemberPattern();
}
