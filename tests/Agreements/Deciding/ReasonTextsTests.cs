namespace Pmo.Agreements.Tests;

public sealed class ReasonTextsTests
{
    [Fact]
    public void Every_reason_has_a_text_of_its_own_in_both_languages()
    {
        var texts = Enum.GetValues<ReasonCode>().Select(ReasonTexts.Of).ToList();
        texts.Select(text => text.Id).ShouldBeUnique();
        texts.Select(text => text.En).ShouldBeUnique();
    }
}
