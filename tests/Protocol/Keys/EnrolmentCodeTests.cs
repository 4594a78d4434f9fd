using Pmo.Protocol.Keys;

namespace Pmo.Protocol.Tests.Keys;

public sealed class EnrolmentCodeTests
{
    [Fact]
    public void Code_is_read_as_people_write_it()
    {
        var code = EnrolmentCode.New();
        var written = code.Reveal();

        written.ShouldMatch(@"\A([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}\z");
        foreach (var form in (string[])[written, written.ToLowerInvariant(), written.Replace('-', ' '), written.Replace("-", "", StringComparison.Ordinal),
            written.Replace('0', 'o').Replace('1', 'l')])
        {
            EnrolmentCode.TryParse(form, out var read).ShouldBeTrue(form);
            read.ShouldBe(code);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("ABCD-EFGH")]
    [InlineData("0000-0000-0000-0000-0000-0000-0000-000U")]
    [InlineData("0000-0000-0000-0000-0000-0000-0000-00000")]
    [InlineData("0000-0000-0000-0000-0000-0000-0000-00é0")]
    public void What_is_no_code_is_none(string? text) => EnrolmentCode.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Code_does_not_print_itself()
    {
        var code = EnrolmentCode.New();
        $"{code}".ShouldBe("EnrolmentCode");
        code.Hash.Length.ShouldBe(43);
        EnrolmentCode.New().ShouldNotBe(code);
    }
}
