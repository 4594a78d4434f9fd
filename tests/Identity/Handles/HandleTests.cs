using Pmo.Identity.Handles;

namespace Pmo.Identity.Tests.Handles;

public sealed class HandleTests
{
    [Fact]
    public void Reads_what_it_gave_out_and_does_not_print_it()
    {
        var made = Handle.New();
        made.Text.Length.ShouldBe(43);
        Handle.TryParse(made.Text, out var read).ShouldBeTrue();
        read.Hash.ShouldBe(made.Hash);
        $"{made}".ShouldBe("Handle");
        Handle.New().Hash.ShouldNotBe(made.Hash);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXkk")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX=")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX\n")]
    public void Refuses_what_it_cannot_have_given_out(string? text) => Handle.TryParse(text, out _).ShouldBeFalse();
}
