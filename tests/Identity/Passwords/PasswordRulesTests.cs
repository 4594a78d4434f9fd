using Pmo.Identity.Accounts;
using Pmo.Identity.Passwords;

namespace Pmo.Identity.Tests.Passwords;

public sealed class PasswordRulesTests
{
    private static readonly Person Siti = Person.Create("siti.rahma", "Siti Rahma Dewanti", "csr-nusantara", ["csr"]);

    [Theory]
    [InlineData("tujuh gajah", "TooShort")]
    [InlineData("tujuh gajah!", "None")]
    [InlineData("    gajah 7 x", "None")]
    [InlineData("🐘🐘🐘🐘🐘🐘🐘", "TooShort")] // seven characters, whatever their code units
    [InlineData("saya siti.rahma", "Personal")]
    [InlineData("DEWANTI suka teh", "Personal")]
    [InlineData("untuk-Nusantara-8", "Personal")]
    [InlineData("password1234", "Common")]
    [InlineData("P-a-s-s-w-o-r-d!", "Common")]
    [InlineData("Indonesia2026", "Common")]
    [InlineData("123456789012", "Common")]
    [InlineData("1q2w3e4r5t6y", "Common")]
    [InlineData("abababababab", "Common")]
    [InlineData("ｐａｓｓｗｏｒｄ１２３４", "Common")] // full-width letters are the same letters
    public void Passwords(string password, string fault) => PasswordRules.Check(password, Siti).ToString().ShouldBe(fault);

    [Fact]
    public void The_longest_has_128_characters()
    {
        var text = string.Concat(Enumerable.Range(0, 128).Select(i => (char)('a' + (i % 26))));
        PasswordRules.Check(text, Siti).ShouldBe(PasswordFault.None);
        PasswordRules.Check(text + "x", Siti).ShouldBe(PasswordFault.TooLong);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_character_like_any() => PasswordRules.Check("tujuh gajah \ud83d", Siti).ShouldBe(PasswordFault.None);

    [Fact]
    public void The_list_is_lower_case_and_not_empty()
    {
        var words = CommonPasswords.Read();
        words.Count.ShouldBeGreaterThan(100);
        words.ShouldAllBe(w => !w.Any(char.IsUpper));
    }
}
