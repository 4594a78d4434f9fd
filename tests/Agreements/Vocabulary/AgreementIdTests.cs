namespace Pmo.Agreements.Tests;

public sealed class AgreementIdTests
{
    [Theory]
    [InlineData("abc")]
    [InlineData("csr-nusantara-2026")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-1234")]
    public void Good_ids_are_read(string text)
    {
        AgreementId.TryParse(text, out var id, out var why).ShouldBeTrue();
        id.ToString().ShouldBe(text);
        why.ShouldBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ab")]
    [InlineData("a23456789-123456789-123456789-123456789-123456789-123456789-12345")]
    [InlineData("Abc")]
    [InlineData("abc\n")]
    [InlineData("a_bc")]
    [InlineData("аbc")] // Cyrillic а
    [InlineData("../abc")]
    public void Bad_ids_are_refused_with_the_reason(string? text)
    {
        AgreementId.TryParse(text, out var id, out var why).ShouldBeFalse();
        id.Value.ShouldBe("");
        why.ShouldNotBeNull().Id.ShouldNotBeEmpty();
    }
}
