using Microsoft.Extensions.DependencyInjection;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;

namespace Pmo.Identity.Tests.Accounts.Storage;

public sealed class PersonStoreTests(IdentityFixture identity) : IClassFixture<IdentityFixture>
{
    private PersonStore Store => identity.Host.App.Services.GetRequiredService<PersonStore>();

    [Fact]
    public async Task A_person_is_found_by_id_and_by_name()
    {
        var person = Person.Create("siti.rahma", "Siti Rahma", "csr-nusantara", [PersonRole.Csr, PersonRole.Dpo]);
        (await Store.AddAsync(person, TestContext.Current.CancellationToken)).ShouldBeTrue();
        foreach (var found in new[]
        {
            await Store.FindAsync(person.Id, TestContext.Current.CancellationToken),
            await Store.FindByNameAsync("siti.rahma", TestContext.Current.CancellationToken),
        })
        {
            found.ShouldNotBeNull();
            (found.Id, found.UserName, found.DisplayName, found.Org, found.IsActive)
                .ShouldBe((person.Id, "siti.rahma", "Siti Rahma", "csr-nusantara", true));
            found.Roles.ShouldBe(["csr", "dpo"]);
        }
    }

    [Fact]
    public async Task A_user_name_is_one_persons()
    {
        var first = Person.Create("taken", "Pertama", "csr-nusantara", []);
        (await Store.AddAsync(first, TestContext.Current.CancellationToken)).ShouldBeTrue();
        (await Store.AddAsync(Person.Create("taken", "Kedua", "dinsos-lampung", []), TestContext.Current.CancellationToken)).ShouldBeFalse();
        (await Store.FindByNameAsync("taken", TestContext.Current.CancellationToken)).ShouldNotBeNull().Id.ShouldBe(first.Id);
    }

    [Theory]
    [InlineData("TAKEN")]
    [InlineData("nobody' OR '1'='1")]
    [InlineData("")]
    public async Task Nobody_of_that_name(string name) =>
        (await Store.FindByNameAsync(name, TestContext.Current.CancellationToken)).ShouldBeNull();
}
