using Pmo.Identity.SigningIn;

namespace Pmo.Identity.Tests.SigningIn;

public sealed class LockOutTests
{
    [Theory]
    [InlineData(0, 15)]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(3, 120)]
    [InlineData(4, 240)]
    [InlineData(1000, 240)]
    public void Each_lasts_longer_up_to_four_hours(int before, int minutes) => LockOut.Duration(before).ShouldBe(TimeSpan.FromMinutes(minutes));
}
