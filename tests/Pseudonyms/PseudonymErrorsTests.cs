using System.Reflection;
using System.Text.RegularExpressions;
using Pmo.Hosting.Problems;

namespace Pmo.Pseudonyms.Tests;

public sealed partial class PseudonymErrorsTests
{
    [Fact]
    public void All_lists_every_error() => PseudonymErrors.All.ShouldBe(
        typeof(PseudonymErrors).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (ErrorCode)f.GetValue(null)!));

    [Fact]
    public void Codes_are_unique_and_both_languages_name_the_same_values()
    {
        var all = PseudonymErrors.All.ToList();
        all.Select(e => e.Code).ShouldBeUnique();
        foreach (var error in all)
        {
            error.Code.ShouldMatch(@"^[a-z_]+\z");
            Values(error.English).ShouldBe(Values(error.Indonesian), error.Code);
        }
    }

    private static List<string> Values(string format) => [.. Value().Matches(format).Select(m => m.Value).Distinct().Order()];

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Value();
}
