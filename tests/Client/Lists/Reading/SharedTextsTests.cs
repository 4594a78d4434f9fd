using Pmo.Client.Lists;
using Pmo.Client.Lists.Reading;

namespace Pmo.Client.Tests.Lists.Reading;

public sealed class SharedTextsTests
{
    private const int Most = 10;

    [Fact]
    public void Marked_texts_stay_and_of_others_it_is_known_that_they_are_there()
    {
        string[] texts = [.. Enumerable.Range(0, 1000).Select(i => "text " + i)];
        var only = Only(texts, [.. Enumerable.Range(0, 1000).Where(i => i % 7 == 0 || i > 900)]);

        only.Count.ShouldBe(1000);
        only.IsWhole.ShouldBeFalse();
        Enumerable.Range(0, 1000).Select(i => only[i]).ShouldBe(texts.Select((t, i) => i % 7 == 0 || i > 900 ? t : SharedTexts.Other));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" \u00A0")]
    [InlineData("_x0020_")]
    [InlineData("longer than ten")]
    public void What_a_row_may_be_blank_or_refused_for_stays(string text) => Only([text, "plain"], []).ShouldSatisfyAllConditions(
        t => t[0].ShouldBe(text),
        t => t[1].ShouldBe(SharedTexts.Other));

    [Fact]
    public void There_may_be_none() => Only([], []).Count.ShouldBe(0);

    private static SharedTexts Only(string[] texts, int[] marked)
    {
        var packed = new PackedTexts();
        foreach (var text in texts)
        {
            packed.Add(text);
        }

        var (all, marks) = (new SharedTexts(packed), new TextMarks(texts.Length));
        all.IsWhole.ShouldBeTrue();
        foreach (var index in marked)
        {
            marks.Add(index);
        }

        return all.Only(marks, Most);
    }
}
