using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Pmo.Protocol.Inputs;

namespace Pmo.Protocol.Tests.Inputs;

public sealed class NikScannerTests
{
    private const string Good = "1871010101900001";

    /// <summary>Text without digits and, at its ends, without letters: nothing that could hide or make a NIK.</summary>
    private static readonly Gen<string> Noise = Gen.Elements(" ", ",", ";", "\"", ":", "{", "}", "\n", "é", "日", "abc ", " xyz ", "_", "-", "=", "\t")
        .ListOf().Select(string.Concat).Select(s => s.Length > 0 && char.IsAsciiLetter(s[0]) ? " " + s : s);

    private static readonly Gen<string> Niks =
        from district in Gen.Choose(110_000, 999_999)
        from day in Gen.Choose(1, 28)
        from woman in Gen.Elements(0, 40)
        from month in Gen.Choose(1, 12)
        from year in Gen.Choose(0, 99)
        from serial in Gen.Choose(1, 4999)
        select string.Create(CultureInfo.InvariantCulture, $"{district}{day + woman:00}{month:00}{year:00}{serial:0000}");

    [Fact]
    public void Finds_every_planted_nik() => Check.QuickThrowOnFailure(Prop.ForAll(
        Noise.ToArbitrary(),
        Niks.ToArbitrary(),
        Noise.ToArbitrary(),
        (before, nik, after) =>
        {
            var text = before + nik + after;
            NikScanner.Contains(text.AsSpan()).ShouldBeTrue();
            NikScanner.Contains(Encoding.UTF8.GetBytes(text)).ShouldBeTrue();
            NikScanner.Mask(text).ShouldBe(before + nik[..4] + "••••••••" + nik[12..] + after);
        }));

    [Fact]
    public void Finds_nothing_in_text_without_one() => Check.QuickThrowOnFailure(Prop.ForAll(
        Noise.ToArbitrary(), text =>
        {
            NikScanner.Contains(text.AsSpan()).ShouldBeFalse();
            NikScanner.Mask(text).ShouldBe(text);
        }));

    [Fact]
    public void Leaves_tokens_and_digests_alone() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(), Niks.ToArbitrary(), (bytes, nik) =>
        {
            NikScanner.Contains(Convert.ToHexStringLower(bytes).AsSpan()).ShouldBeFalse();
            NikScanner.Contains(Base64Url.EncodeToUtf8(bytes)).ShouldBeFalse();
            NikScanner.Contains($"a{nik}".AsSpan()).ShouldBeFalse();
            NikScanner.Contains($"{nik}Z".AsSpan()).ShouldBeFalse();
            NikScanner.Contains($"deadbeef{nik}cafe".AsSpan()).ShouldBeFalse();
        }));

    [Theory]
    [InlineData("1871010101900001", true)]
    [InlineData("{\"nik\":\"1871010101900001\"}", true)]
    [InlineData("nik:1871010101900001", true)]
    [InlineData("ref_1871010101900001", true)]
    [InlineData("é1871010101900001é", true)]
    [InlineData("123 1871013201900001 1871010101900001", true)]
    [InlineData("18710101019000011", false)]
    [InlineData("01871010101900001", false)]
    [InlineData("187101010190001", false)]
    [InlineData("1871013201900001", false)]
    [InlineData("1871010101900000", false)]
    [InlineData("", false)]
    public void Judges_delimited_runs_of_16_digits(string text, bool found)
    {
        NikScanner.Contains(text.AsSpan()).ShouldBe(found);
        NikScanner.Contains(Encoding.UTF8.GetBytes(text)).ShouldBe(found);
    }

    [Theory]
    [InlineData("a1871010101900001b", "a1871••••••••0001b")]
    [InlineData("1871013201900001 9999999999999999", "1871••••••••0001 9999••••••••9999")]
    [InlineData("18710101019000011", "18710101019000011")]
    [InlineData("187101010190001", "187101010190001")]
    [InlineData("", "")]
    public void Masks_every_run_of_exactly_16_digits(string text, string masked) => NikScanner.Mask(text).ShouldBe(masked);

    [Fact]
    public void Masked_text_has_none_left() => NikScanner.Contains(NikScanner.Mask($"{Good} {Good}").AsSpan()).ShouldBeFalse();

    // The scanner looks at every sixteenth place first; a regular expression looks at each.
    [Fact]
    public void Finds_what_a_regular_expression_finds() => Check.One(Config.QuickThrowOnFailure.WithMaxTest(3000), Prop.ForAll(
        Gen.OneOf(Gen.Choose(1, 40).Select(n => new string('8', n)), Gen.Constant(Good), Gen.Elements("a", "é", " ", "-x", ", ", "0", ""))
            .ListOf().Select(string.Concat).ToArbitrary(),
        text =>
        {
            NikScanner.Mask(text).ShouldBe(Regex.Replace(
                text, "(?<![0-9])(?<head>[0-9]{4})[0-9]{8}(?<tail>[0-9]{4})(?![0-9])", "${head}••••••••${tail}", RegexOptions.None, TimeSpan.FromSeconds(1)));
            NikScanner.Contains(text.AsSpan()).ShouldBe(Regex.IsMatch(
                text, $"(?<![0-9A-Za-z]){Good}(?![0-9A-Za-z])", RegexOptions.None, TimeSpan.FromSeconds(1)));
        }));

    [Fact]
    public void Random_bytes_never_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<byte[]>(),
        bytes => NikScanner.Contains(bytes).ShouldBe(NikScanner.Contains(Encoding.Latin1.GetString(bytes).AsSpan()))));
}
