using Pmo.Identity.Randomness;

namespace Pmo.Identity.Tests.Randomness;

public sealed class RandomCodeTests
{
    [Fact]
    public void Codes_are_groups_of_four_signs_that_are_not_mistaken() =>
        Enumerable.Range(0, 100).Select(_ => RandomCode.Next(3)).ShouldAllBe(code => code.Length == 14 && !code.Any("01ilo".Contains));

    [Theory]
    [InlineData("ABCD EFGH", "abcd-efgh")]
    [InlineData(" abcdefgh ", "abcd-efgh")]
    [InlineData("abcd–efgh", "abcd-efgh")]
    [InlineData("", "")]
    public void As_it_was_made_however_typed(string typed, string code) => RandomCode.Normalise(typed).ShouldBe(code);
}
