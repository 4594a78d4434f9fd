using System.Text.RegularExpressions;
using Pmo.Architecture.Tests.Repository;
using Pmo.Protocol.Inputs;

namespace Pmo.Architecture.Tests.Texts;

/// <summary>What must never be committed, in any kind of file. The patterns are written so that they do not match themselves.</summary>
public sealed partial class LeakTests
{
    // Whoever may issue a NIK starts at 0001 in each district and day; serials from 5000 on are not in use in tests here, so one may be a person's.
    private const int FirstSerialNotSynthetic = 5000;

    // Where packages come from is the builder's business: a mirror, an offline store, the default.
    [Fact]
    public void No_file_names_a_package_registry() => Rule.Holds(Hits(Registry()), "Name the package, not where it is fetched from.");

    // A path of one machine works on no other, and tells who sat at it.
    [Fact]
    public void No_file_names_a_path_of_a_developers_machine() => Rule.Holds(Hits(MachinePath()), "Use a path relative to the repository, or a temporary one.");

    // The whole product exists so that nobody's NIK lies around; its repository is no exception.
    [Fact]
    public void No_file_holds_a_nik_that_may_be_someones() => Rule.Holds(
        from file in Repo.Files
        where file.IsText
        from run in SixteenDigits().Matches(file.Text)
        where NikScanner.Contains(run.ValueSpan) && Serial(run.Value) >= FirstSerialNotSynthetic
        select file.At(run.Index), // never the number itself
        "Make the NIK up with a serial (last four digits) below 5000.");

    private static int Serial(string digits) => int.Parse(digits.AsSpan(12), System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<string> Hits(Regex pattern) =>
        from file in Repo.Files
        where file.IsText
        from match in pattern.Matches(file.Text)
        select $"{file.At(match.Index)} {match.Value}";

    [GeneratedRegex(
        @"\b(api\.nuge[t]|www\.nuge[t]|nuge[t]\.org|npmj[s]\.|pypi\.or[g]|pythonhoste[d]|crates\.i[o]|rubygem[s]\.org|proxy\.golan[g]|mav[e]n\.org|pkgs\.dev\.azur[e])",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 20_000)]
    private static partial Regex Registry();

    [GeneratedRegex(@"(?<![\w.~*})-])/(wor[k]|hom[e]|roo[t]|User[s])/|\b[A-Za-z]:\\+User[s]\b", RegexOptions.ExplicitCapture, 20_000)]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9]{16}(?![0-9A-Za-z])", RegexOptions.ExplicitCapture, 20_000)]
    private static partial Regex SixteenDigits();
}
