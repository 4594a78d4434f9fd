using Pmo.Identity.Accounts;

namespace Pmo.Identity.Tests.Accounts;

public sealed class PersonTests
{
    [Theory]
    [InlineData("abc", true)]
    [InlineData("siti.rahma_2-x", true)]
    [InlineData("ab", false)]
    [InlineData("Siti", false)]
    [InlineData("siti rahma", false)]
    [InlineData("sití", false)]
    [InlineData("siti\n", false)]
    [InlineData(null, false)]
    public void User_names(string? name, bool fine) => Person.IsUserName(name).ShouldBe(fine);

    [Fact]
    public void A_user_name_ends_at_64_characters() =>
        (Person.IsUserName(new string('a', 64)), Person.IsUserName(new string('a', 65))).ShouldBe((true, false));

    [Theory]
    [InlineData("I Gusti Ayu", true)]
    [InlineData("  ", false)]
    [InlineData("a\u0000b", false)]
    public void Names_on_pages(string name, bool fine) => Person.IsDisplayName(name).ShouldBe(fine);

    [Fact]
    public void Ids_are_random_and_22_characters_long()
    {
        var people = Enumerable.Range(0, 50).Select(_ => Person.Create("abc", "A", "org", [])).ToList();
        people.ShouldAllBe(p => p.Id.Length == 22);
        people.Select(p => p.Id).Distinct().Count().ShouldBe(50);
    }

    [Fact]
    public void A_person_does_not_print_themselves() => Person.Create("abc", "A", "org", []).ToString().ShouldBe("Person");
}
