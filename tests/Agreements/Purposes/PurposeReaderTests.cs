namespace Pmo.Agreements.Tests;

public sealed class PurposeReaderTests
{
    private static PolicyLoad Load(string text) => Sample.Load([Sample.File("purposes.yaml", text)]);

    [Fact]
    public void Without_a_file_every_purpose_has_a_built_in_text() =>
        Sample.Set().Purposes.Keys.Order().ShouldBe(Enum.GetValues<Purpose>());

    [Fact]
    public void A_file_names_purposes_and_leaves_the_others()
    {
        var purposes = Load("purposes:\n  - { code: audit, text: { id: Satu, en: One }, basis: Dasar }\n").Set!.Purposes;
        purposes[Purpose.Audit].ShouldBe(new PurposeText(Purpose.Audit, new LocalizedText("Satu", "One"), "Dasar"));
        purposes[Purpose.Targeting].Text.Id.ShouldBe("Penajaman sasaran bantuan");
    }

    [Theory]
    [InlineData("code: marketing, text: { id: a, en: b }, basis: c", "unknown_purpose")]
    [InlineData("code: audit, text: { id: a }, basis: c", "missing_field")]
    [InlineData("code: audit, text: { id: a, en: b }", "missing_field")]
    [InlineData("code: audit, text: { id: a, en: b }, basis: c, law: d", "unknown_field")]
    public void Mistakes_are_refused(string item, string code) =>
        Load($"purposes:\n  - {{ {item} }}\n").Errors.ShouldHaveSingleItem().Code.ToWire().ShouldBe(code);

    [Fact]
    public void A_purpose_named_twice_is_refused()
    {
        const string Item = "  - { code: audit, text: { id: a, en: b }, basis: c }\n";
        Load("purposes:\n" + Item + Item).Errors.ShouldHaveSingleItem().Code.ShouldBe(PolicyErrorCode.DuplicateValue);
    }
}
