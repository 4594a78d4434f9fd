using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

public sealed class TextMarksTests
{
    [Fact]
    public void A_bit_stands_for_each()
    {
        var marks = new TextMarks(130);
        foreach (var index in (int[])[0, 63, 64, 129, 64])
        {
            marks.Add(index);
        }

        marks.ToArray().ShouldBe([1UL | (1UL << 63), 1UL, 2UL]);
    }
}
