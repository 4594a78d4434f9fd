using Pmo.Client.Lists;

namespace Pmo.Client.Tests.Lists;

public sealed class PackedListTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(16_384)]
    [InlineData(50_001)]
    public void Values_come_back_as_they_went_in(int count)
    {
        var packed = new PackedList<int>();
        for (var i = 0; i < count; i++)
        {
            packed.Add(3 * i);
        }

        packed.ShouldBe(Enumerable.Range(0, count).Select(i => 3 * i));
        packed.Count.ShouldBe(count);
        Should.Throw<ArgumentOutOfRangeException>(() => packed[count]);
        Should.Throw<ArgumentOutOfRangeException>(() => packed[-1]);
    }
}
