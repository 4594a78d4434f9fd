using Pmo.Gateway.Alarms.Sketches;

namespace Pmo.Gateway.Tests.Alarms.Sketches;

public sealed class ListSketchTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(0, 60, 0, 60, 1)]
    [InlineData(0, 60, 6, 60, 54 / 66.0)]
    [InlineData(0, 20, 20, 20, 0)]
    public void Small_lists_are_compared_exactly(int from, int count, int otherFrom, int otherCount, double expected) =>
        Of(from, count).Similarity(Of(otherFrom, otherCount)).ShouldBe(expected, 1e-9);

    // Standard error at most 4 points at 90 %, 6.2 at 50 %: five of them.
    [Theory]
    [InlineData(8191, 0, 1)]
    [InlineData(8191, 400, 0.907)]
    [InlineData(3000, 1000, 0.5)]
    [InlineData(3000, 3000, 0)]
    public void Large_lists_are_estimated(int count, int shift, double expected) =>
        Of(0, count).Similarity(Of(shift, count)).ShouldBe(expected, 0.2);

    [Fact]
    public void Parts_in_any_order_make_the_sketch_of_the_whole()
    {
        var whole = Of(0, 5000);

        ListSketch.Merge([Of(3000, 2000), Of(0, 3000)]).Write().ShouldBe(whole.Write());
        whole.Write().Length.ShouldBe(512);
        ListSketch.Read(whole.Write()).Similarity(whole).ShouldBe(1);
    }

    [Fact]
    public void Repeated_token_counts_once() =>
        ListSketch.Of(AlarmBench.Tokens([.. Enumerable.Range(0, 10), .. Enumerable.Range(0, 10)]), Key).Write().ShouldBe(Of(0, 10).Write());

    [Fact]
    public void Another_installations_key_makes_another_sketch_of_the_same_list() =>
        ListSketch.Of(AlarmBench.Tokens(Enumerable.Range(0, 60)), new byte[32]).Similarity(Of(0, 60)).ShouldBe(0);

    // Both halves of a token count.
    [Theory]
    [InlineData(0)]
    [InlineData(31)]
    public void Token_that_differs_in_one_byte_is_another(int place)
    {
        var token = AlarmBench.Tokens([1]);
        var other = token.ToArray();
        other[place] ^= 1;

        ListSketch.Of(other, Key).Similarity(ListSketch.Of(token, Key)).ShouldBe(0);
    }

    [Fact]
    public void Says_nothing_of_itself() => Of(0, 3).ToString().ShouldBe("ListSketch");

    private static ListSketch Of(int from, int count) => ListSketch.Of(AlarmBench.Tokens(Enumerable.Range(from, count)), Key);
}
