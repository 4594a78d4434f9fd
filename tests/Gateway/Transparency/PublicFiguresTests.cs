using Pmo.Gateway.Transparency;

namespace Pmo.Gateway.Tests.Transparency;

public sealed class PublicFiguresTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "< 10")]
    [InlineData(9, "< 10")]
    [InlineData(10, "10")]
    public void Small_count_is_not_shown_exactly(long count, string text) => new PublicFigure("x", count).Text.ShouldBe(text);

    [Fact]
    public void Rare_reasons_are_added_up() => PublicFigures.Merge([("a", 9), ("b", 12), ("c", 3), ("d", 0)])
        .Select(f => $"{f.Name}:{f.Text}").ShouldBe(["b:12", ":12"]);

    [Fact]
    public void Rare_reasons_that_are_few_together_are_not_shown_exactly() =>
        PublicFigures.Merge([("a", 1), ("b", 2)]).ShouldHaveSingleItem().Text.ShouldBe("< 10");
}
