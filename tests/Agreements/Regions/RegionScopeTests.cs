using System.Collections.Immutable;

namespace Pmo.Agreements.Tests;

public sealed class RegionScopeTests
{
    [Theory]
    [InlineData("", "", "", "")]
    [InlineData("18", "", "18", "")]
    [InlineData("18;1871", "", "1871", "")]
    [InlineData("1871 1872;18", "", "1871 1872", "")]
    [InlineData("1871 18", "", "18", "")]
    [InlineData("1871 1801;1801 1802", "", "1801", "")]
    [InlineData("", "1871 187101", "", "1871")]
    [InlineData("18", "1871", "18", "1871")]
    [InlineData("1871 1801", "1871", "1801", "")]
    [InlineData("1801", "1871", "1801", "")]
    [InlineData("1871", "187101 180101", "1871", "187101")]
    public void The_scope_is_what_all_limits_leave(string limits, string withheld, string only, string taken)
    {
        var scope = Of(limits, withheld).ShouldNotBeNull();
        string.Join(' ', scope.Only).ShouldBe(only);
        string.Join(' ', scope.Withheld).ShouldBe(taken);
    }

    [Theory]
    [InlineData("1871;1872", "")]
    [InlineData("1871;1801 1802;18", "")]
    [InlineData("1871", "18")]
    [InlineData("1871 1801", "1871 1801")]
    public void Where_nothing_is_left_there_is_no_scope(string limits, string withheld) => Of(limits, withheld).ShouldBeNull();

    [Fact]
    public void A_record_of_unknown_region_counts_only_where_regions_do_not_matter()
    {
        RegionScope.Everywhere.Shows(null).ShouldBeTrue();
        Of("18", "")!.Shows(null).ShouldBeFalse();
        Of("", "1871")!.Shows(null).ShouldBeFalse();
    }

    [Fact]
    public void Records_are_shown_inside_and_not_where_they_are_withheld()
    {
        var scope = Of("18", "1871")!;
        scope.Shows(Codes("1801011001")[0]).ShouldBeTrue();
        scope.Shows(Codes("1871011001")[0]).ShouldBeFalse();
        scope.Shows(Codes("19")[0]).ShouldBeFalse();
        scope.Shows(Codes("18")[0]).ShouldBeFalse("it may lie in 1871");
    }

    [Theory]
    [InlineData("18", "", "1871", "", "1871", "")]
    [InlineData("", "1871", "", "1872", "", "1871 1872")]
    [InlineData("1871 1801", "", "18", "1871", "1801", "")]
    public void Two_scopes_leave_what_both_allow(string only, string withheld, string otherOnly, string otherWithheld, string bothOnly, string bothWithheld)
    {
        var (one, other) = (Of(only, withheld)!, Of(otherOnly, otherWithheld)!);
        foreach (var both in (RegionScope?[])[one.Meet(other), other.Meet(one)])
        {
            (string.Join(' ', both.ShouldNotBeNull().Only), string.Join(' ', both.Withheld)).ShouldBe((bothOnly, bothWithheld));
        }
    }

    [Fact]
    public void Scopes_that_have_nothing_in_common_leave_none()
    {
        Of("1871", "")!.Meet(Of("1801", "")!).ShouldBeNull();
        Of("1871", "")!.Meet(Of("", "18")!).ShouldBeNull();
    }

    [Fact]
    public void Scope_is_read_back_from_its_codes_and_from_nothing_else()
    {
        RegionScope.TryParse(["18"], ["1871"], out var scope).ShouldBeTrue();
        (scope!.Only.Single().Value, scope.Withheld.Single().Value).ShouldBe(("18", "1871"));
        RegionScope.TryParse([], [], out scope).ShouldBeTrue();
        scope!.IsEverywhere.ShouldBeTrue();
        RegionScope.TryParse(["18", "x"], [], out _).ShouldBeFalse();
        RegionScope.TryParse([], ["187"], out _).ShouldBeFalse();
        RegionScope.TryParse(["18"], ["18"], out _).ShouldBeFalse();
    }

    private static RegionScope? Of(string limits, string withheld) => RegionScope.Of(limits.Split(';').Select(Codes), Codes(withheld));

    private static ImmutableArray<RegionCode> Codes(string text) =>
        [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(one => RegionCode.TryParse(one, out var code, out _) ? code : throw new ArgumentException(one, nameof(text)))];
}
