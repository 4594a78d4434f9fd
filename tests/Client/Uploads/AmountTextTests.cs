using Pmo.Client.Lists;
using Pmo.Client.Uploads;

namespace Pmo.Client.Tests.Uploads;

public sealed class AmountTextTests
{
    [Theory]
    [InlineData("1.500.000", 1_500_000)]
    [InlineData("Rp 1.500.000,00", 1_500_000)]
    [InlineData("Rp. 600.000,-", 600_000)]
    [InlineData("1500000", 1_500_000)]
    [InlineData("1,500,000.00", 1_500_000)]
    [InlineData("1.500", 1_500)]
    [InlineData("750,5", 751)]
    [InlineData("0", 0)]
    public void Text_is_read_the_indonesian_way(string text, long rupiah)
    {
        AmountText.TryParse(new ListCell(text, IsNumber: false), out var read).ShouldBeTrue();
        read.ShouldBe(rupiah);
    }

    [Theory]
    [InlineData("-5")]
    [InlineData("1.50.000")]
    [InlineData("1,5,0")]
    [InlineData("satu juta")]
    [InlineData("")]
    [InlineData("99999999999999")]
    public void What_is_no_amount_is_not_guessed_at(string text) => AmountText.TryParse(new ListCell(text, IsNumber: false), out _).ShouldBeFalse();

    [Fact]
    public void Number_of_a_workbook_has_a_decimal_point()
    {
        AmountText.TryParse(new ListCell("1500.4", IsNumber: true), out var read).ShouldBeTrue();
        read.ShouldBe(1500);
    }
}
