using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Pmo.Protocol.Inputs;

namespace Pmo.Protocol.Tests.Inputs;

public sealed class NikTests
{
    private const string Good = "1871010101900001";

    [Theory]
    [InlineData("1871010101900001")]
    [InlineData(" 1871010101900001\t")]
    [InlineData("'1871010101900001")]
    [InlineData("’1871010101900001")]
    [InlineData("` 1871010101900001")]
    [InlineData("1871\u00A00101\u00A00190\u00A00001")]
    [InlineData("1871\u202F01 0101-9000.01")]
    [InlineData("18.71.01.010190.0001")]
    [InlineData("187101–010190—0001")]
    [InlineData("\uFEFF1871010101900001\u200B")]
    [InlineData("\u200E'1871010101900001")]
    [InlineData("1871010101900001\r\n")]
    public void Reads_it_as_people_write_it(string text)
    {
        Nik.TryParse(text, out var nik, out var digits).ShouldBe(NikDefect.None);
        nik.Reveal().ShouldBe(Good);
        digits.ShouldBe(16);
    }

    [Theory]
    [InlineData("", NikDefect.Length, 0)]
    [InlineData("   ", NikDefect.Length, 0)]
    [InlineData("'", NikDefect.Length, 0)]
    [InlineData("187101010190001", NikDefect.Length, 15)]
    [InlineData("18710101019000011", NikDefect.Length, 17)]
    [InlineData("18710101O1900001", NikDefect.Letters, null)]
    [InlineData("1871010101900001,", NikDefect.Letters, null)]
    [InlineData("''1871010101900001", NikDefect.Letters, null)]
    [InlineData("1871'010101900001", NikDefect.Letters, null)]
    [InlineData("+1871010101900001", NikDefect.Letters, null)]
    [InlineData("1,87101E+15", NikDefect.Letters, null)]
    [InlineData("１８７１０１０１０１９００００１", NikDefect.Letters, null)]
    [InlineData("١٨٧١٠١٠١٠١٩٠٠٠٠١", NikDefect.Letters, null)]
    [InlineData("1871010101900000", NikDefect.Serial, 16)]
    [InlineData("0871010101900001", NikDefect.FirstDigit, 16)]
    public void Says_why_it_is_none(string text, NikDefect defect, int? count)
    {
        Nik.TryParse(text, out var nik, out var digits).ShouldBe(defect);
        nik.ShouldBe(default);
        digits.ShouldBe(count ?? digits);
    }

    [Theory]
    [InlineData("010190", true)]
    [InlineData("310190", true)]
    [InlineData("410190", true)]
    [InlineData("710190", true)]
    [InlineData("000190", false)]
    [InlineData("320190", false)]
    [InlineData("400190", false)]
    [InlineData("720190", false)]
    [InlineData("990190", false)]
    [InlineData("010090", false)]
    [InlineData("011390", false)]
    [InlineData("310490", false)]
    [InlineData("710490", false)]
    [InlineData("300290", false)]
    [InlineData("290288", true)]
    [InlineData("690288", true)]
    [InlineData("290289", false)]
    [InlineData("690289", false)]
    [InlineData("290200", true)] // 2000 was a leap year, 1900 was not: either century is enough
    [InlineData("290204", true)]
    [InlineData("290201", false)]
    public void Date_is_one_that_can_be(string date, bool good) =>
        Nik.TryParse($"187101{date}0001", out _, out _).ShouldBe(good ? NikDefect.None : NikDefect.Date);

    [Fact]
    public void Every_date_of_two_centuries_can_be_a_birth_date()
    {
        var accepted = 0;
        for (var n = 0; n < 1_000_000; n++)
        {
            var text = string.Create(CultureInfo.InvariantCulture, $"187101{n:000000}0001");
            accepted += Nik.TryParse(text, out _, out _) == NikDefect.None ? 1 : 0;
        }

        // 36,525 days of 2000 to 2099, which has every leap day that 1900 to 1999 has; men and women.
        accepted.ShouldBe(2 * 36_525);
    }

    [Fact]
    public void Parts_are_read()
    {
        Nik.TryParse("1871025512030042", out var nik, out _).ShouldBe(NikDefect.None);
        nik.District.ShouldBe("187102");
        nik.WrittenDay.ShouldBe(55);
        nik.Month.ShouldBe(12);
        nik.YearOfCentury.ShouldBe(3);
        nik.Masked.ShouldBe("1871••••••••0042");
    }

    [Fact]
    public void Never_prints_itself()
    {
        Nik.TryParse(Good, out var nik, out _);
        nik.ToString().ShouldBe("Nik");
        $"{nik}".ShouldNotContain("1871");
    }

    [Fact]
    public void Is_the_same_person_however_written()
    {
        Nik.TryParse("18.71.01 010190-0001", out var one, out _);
        Nik.TryParse(Good, out var two, out _);
        one.ShouldBe(two);
        one.GetHashCode().ShouldBe(two.GetHashCode());
    }

    [Fact]
    public void Input_is_the_prefix_and_the_digits()
    {
        Nik.TryParse(Good, out var nik, out _);
        Encoding.ASCII.GetString(PersonInput.Of(nik)).ShouldBe("nik:" + Good);
        Encoding.ASCII.GetString(PersonInput.Canary(IdentityKind.Kk)).ShouldBe("kk:canary");
    }

    [Fact]
    public void No_text_makes_it_throw() => Check.QuickThrowOnFailure(Prop.ForAll(
        ArbMap.Default.ArbFor<string?>(),
        Gen.Elements("1871010101900001", "0", "9", "'", ".", "-", " ", "\u00A0", "\u200B", "x", "\uD800", "\0").ListOf().Select(string.Concat).ToArbitrary(),
        (noise, pieces) =>
        {
            foreach (var text in new[] { noise ?? "", pieces, noise + pieces })
            {
                if (Nik.TryParse(text, out var nik, out var digits) == NikDefect.None)
                {
                    digits.ShouldBe(16);
                    nik.Reveal().ShouldBe(string.Concat(text.Where(char.IsAsciiDigit)));
                }
                else
                {
                    nik.ShouldBe(default);
                }
            }
        }));
}
