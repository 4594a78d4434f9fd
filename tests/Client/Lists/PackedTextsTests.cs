using FsCheck;
using FsCheck.Fluent;
using Pmo.Client.Lists;

namespace Pmo.Client.Tests.Lists;

public sealed class PackedTextsTests
{
    [Fact]
    public void Strings_come_back_as_they_went_in() => Check.QuickThrowOnFailure(Prop.ForAll(
        Gen.Elements("", "1871010101900001", "007", "٣", "é", "😀", "Dusun 3, RT 1", "\n").ListOf(20).ToArbitrary(),
        texts => Read(Pack(texts)).ShouldBe(texts)));

    [Fact]
    public void Strings_over_the_seams_come_back()
    {
        // Longer than a chunk of 1 MiB, and so many of odd lengths that they cross its end in the middle of a character.
        string[] texts = ["a", new string('b', 3_000_001), .. Enumerable.Range(0, 200_000).Select(i => new string('é', i % 23)), "😀", new string('7', 2_000_001), .. Enumerable.Range(0, 200_000).Select(i => new string('9', i % 23))];
        Read(Pack(texts)).ShouldBe(texts);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public void Number_that_is_none_is_refused(int index) => Should.Throw<ArgumentOutOfRangeException>(() => Pack(["a"])[index]);

    private static PackedTexts Pack(IEnumerable<string> texts)
    {
        var strings = new PackedTexts();
        foreach (var text in texts)
        {
            strings.Add(text);
        }

        return strings;
    }

    private static IEnumerable<string> Read(PackedTexts strings) => Enumerable.Range(0, strings.Count).Select(i => strings[i]);
}
