using System.Text.Json.Nodes;
using Pmo.Hosting.Startup;
using Pmo.Identity.Accounts;
using Pmo.Identity.Tests.AccountPages;
using Pmo.Testing;

namespace Pmo.Identity.Tests.Accounts;

public sealed class PeopleFileTests : IDisposable
{
    private readonly TempDirectory _folder = new();
    private readonly TestPerson _person = TestPerson.Create("siti");

    [Fact]
    public void A_right_file()
    {
        var read = PeopleFile.Read(_folder.Write("people.json", TestPerson.ToFile(_person))).ShouldHaveSingleItem();
        (read.Person.UserName, read.Person.Org, read.Password).ShouldBe(("siti", "csr-nusantara", _person.Password));
        read.Secret.ShouldBe(_person.Secret);
        read.ToString().ShouldBe("ReadyPerson");
    }

    [Theory]
    [InlineData("userName", "Siti")]
    [InlineData("displayName", " ")]
    [InlineData("org", "CSR")]
    [InlineData("password", "pendek")]
    [InlineData("totpSecret", "ABC")]
    [InlineData("totpSecret", "abcdefghijklmnopqrstuvwxyz234567")]
    public void A_field_that_is_wrong_is_named_and_no_secret_is(string field, string value)
    {
        var person = _person.ToJson();
        person[field] = value;
        var message = Refused(new JsonObject { ["people"] = new JsonArray(person) }.ToJsonString());
        message.ShouldContain($"people[0].{field}");
        message.ShouldNotContain(_person.Password);
    }

    [Theory]
    [InlineData("")]
    [InlineData("superuser")]
    [InlineData("csr,csr")]
    public void Roles_that_are_none(string roles)
    {
        var person = _person.ToJson();
        person["roles"] = new JsonArray([.. roles.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(r => JsonValue.Create(r))]);
        Refused(new JsonObject { ["people"] = new JsonArray(person) }.ToJsonString()).ShouldContain("people[0].roles");
    }

    [Fact]
    public void The_same_name_twice() => Refused(TestPerson.ToFile(_person, _person)).ShouldContain("userName siti: x2");

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("""{"people":[null]}""")]
    [InlineData("""{"people":[{"password":"rahasia sekali jangan dikutip",}]}""")]
    public void Not_such_a_file(string text) => Refused(text).ShouldNotContain("rahasia");

    [Fact]
    public async Task Outside_Development_it_is_refused()
    {
        var file = _folder.Write("people.json", TestPerson.ToFile(_person));
        await using var app = IdentityHost.Create(_folder, new ManualClock(), new() { ["Identity:PeopleFile"] = file });
        var enrolment = Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<PeopleEnrolment>(app.Services, new Production());
        (await Should.ThrowAsync<StartupException>(() => enrolment.StartingAsync(TestContext.Current.CancellationToken))).Code.ShouldBe("people_file_refused");
    }

    public void Dispose() => _folder.Dispose();

    private string Refused(string text)
    {
        var refused = Should.Throw<StartupException>(() => PeopleFile.Read(_folder.Write("bad.json", text)));
        refused.Code.ShouldBe("people_file_invalid");
        return refused.Message;
    }

    private sealed class Production : Microsoft.Extensions.Hosting.IHostEnvironment
    {
        public string ApplicationName { get; set; } = "";

        public string EnvironmentName { get; set; } = "Production";

        public string ContentRootPath { get; set; } = "";

        public Microsoft.Extensions.FileProviders.IFileProvider ContentRootFileProvider { get; set; } = null!;
    }
}
