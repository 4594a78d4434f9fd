using System.Globalization;
using Pmo.Hosting.Jose;

namespace Pmo.Hosting.Tests.Jose;

public sealed class RecentlyUsedTests
{
    private readonly List<string> _gone = [];
    private readonly RecentlyUsed<string> _kept;

    public RecentlyUsedTests() => _kept = new RecentlyUsed<string>(most: 4, _gone.Add);

    [Fact]
    public void First_one_stays()
    {
        _kept.TryGet("a", out _).ShouldBeFalse();
        _kept.Add("a", "first");
        _kept.Add("a", "second");
        _kept.TryGet("xax".AsSpan(1, 1), out var value).ShouldBeTrue();
        value.ShouldBe("first");
    }

    [Fact]
    public void What_is_asked_for_stays_and_each_of_the_others_is_forgotten_once()
    {
        _kept.Add("used", "used");
        for (var i = 0; i < 100; i++)
        {
            _kept.Add(i.ToString(CultureInfo.InvariantCulture), i.ToString(CultureInfo.InvariantCulture));
            _kept.TryGet("used", out _).ShouldBeTrue();
            _kept.Count.ShouldBeLessThanOrEqualTo(8);
        }

        _gone.ShouldNotContain("used");
        _gone.ShouldBe(_gone.Distinct(), ignoreOrder: true);
        (_gone.Count + _kept.Count).ShouldBe(101);
    }
}
