using System.Text.RegularExpressions;
using Pmo.Gateway.Sessions;
using Pmo.Pseudonyms;

namespace Pmo.Gateway.Tests;

/// <summary>The list of errors is a contract.</summary>
public sealed partial class GatewayErrorsTests
{
    [Fact]
    public void Every_code_is_lower_snake_means_one_thing_and_speaks_both_languages()
    {
        var codes = GatewayErrors.All.ToList();

        codes.Count.ShouldBeGreaterThan(30);
        codes.ShouldAllBe(c => LowerSnake().IsMatch(c.Code));
        codes.GroupBy(c => c.Code, StringComparer.Ordinal).Where(g => g.Distinct().Count() > 1).Select(g => g.Key).ShouldBeEmpty();
        codes.ShouldAllBe(c => c.Status >= 400 && c.Status < 600 && c.Indonesian.Length > 10 && c.English.Length > 10 && c.Indonesian != c.English);
        codes.ShouldAllBe(c => Places(c.Indonesian) == Places(c.English));
    }

    [Fact]
    public void A_part_that_is_not_there_has_one_name_at_Gateway_and_Pseudonyms() =>
        SessionErrors.PartUnknown.Code.ShouldBe(PseudonymErrors.PartUnknown.Code);

    private static int Places(string text) => Place().Count(text);

    [GeneratedRegex(@"\A[a-z]+(_[a-z]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LowerSnake();

    [GeneratedRegex(@"\{\d\}", RegexOptions.None, 1000)]
    private static partial Regex Place();
}
