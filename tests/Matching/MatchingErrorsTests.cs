using System.Text.RegularExpressions;

namespace Pmo.Matching.Tests;

public sealed class MatchingErrorsTests
{
    [Fact]
    public void Codes_are_lower_snake_with_one_status_and_text_in_both_languages()
    {
        foreach (var error in MatchingErrors.All)
        {
            Regex.IsMatch(error.Code, @"\A[a-z]+(?:_[a-z]+)*\z", RegexOptions.None, TimeSpan.FromSeconds(1)).ShouldBeTrue(error.Code);
            error.Indonesian.ShouldNotBe(error.English);
            error.Indonesian.ShouldEndWith(".");
            error.English.ShouldEndWith(".");
        }

        MatchingErrors.All.GroupBy(e => e.Code).ShouldAllBe(g => g.Select(e => e.Status).Distinct().Count() == 1);
    }
}
