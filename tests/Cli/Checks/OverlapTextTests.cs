using Pmo.Cli.Checks;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Tests.Checks;

public sealed class OverlapTextTests
{
    [Fact]
    public void Category_and_year_are_joined() => OverlapText.Of(
        [new Overlap(Category: "tunai bersyarat", Year: 2026), new Overlap(Category: "kesehatan", Year: 2025)],
        Language.Id).ShouldBe("Tunai bersyarat 2026; Kesehatan 2025");

    [Fact]
    public void What_more_is_disclosed_is_told_and_claims_are_marked()
    {
        Overlap[] overlaps = [new(Provider: "dinsos-lampung", Category: "pangan", Programme: "SEMBAKO", Period: "2026-03", Claimed: true)];
        OverlapText.Of(overlaps, Language.Id).ShouldBe("Pangan 2026-03 (dinsos-lampung, SEMBAKO) (diajukan)");
        OverlapText.Of(overlaps, Language.En).ShouldBe("Pangan 2026-03 (dinsos-lampung, SEMBAKO) (claimed)");
    }

    [Fact]
    public void Same_words_are_told_once() =>
        OverlapText.Of([new Overlap(Category: "pangan"), new Overlap(Category: "pangan")], Language.Id).ShouldBe("Pangan");

    [Fact]
    public void Nothing_disclosed_is_nothing_told() => OverlapText.Of([], Language.Id).ShouldBe("");

    [Theory]
    [InlineData("=HYPERLINK(1)", "'=HYPERLINK(1)")]
    [InlineData("a\u001b[31m", "A [31m")]
    public void Hostile_gateway_cannot_write_formulas_or_terminal_codes(string category, string shown) =>
        OverlapText.Of([new Overlap(Category: category)], Language.Id).ShouldBe(shown);
}
