namespace Pmo.Architecture.Tests.Dependencies;

/// <summary>The table itself keeps to the architecture, so that a careless line in it does not pass.</summary>
public sealed class AllowedReferencesTests
{
    // Each service has its own operator, database and keys: a shared type would carry one's knowledge into another.
    [Fact]
    public void No_service_reaches_another() =>
        (from one in AllowedReferences.Services
         from other in AllowedReferences.Services
         where AllowedReferences.Reaches(one, other)
         select $"{one} -> {other}").ShouldBeEmpty();

    // Dependencies point one way: from what runs to what it is made of.
    [Theory]
    [InlineData("Oprf")]
    [InlineData("Protocol")]
    [InlineData("Agreements")]
    [InlineData("AuditLog")]
    [InlineData("Hosting")]
    [InlineData("Client")]
    public void A_library_reaches_no_service_and_no_program(string library) =>
        AllowedReferences.Services.Concat(["Cli", "AppHost"]).Where(to => AllowedReferences.Reaches(library, to)).ShouldBeEmpty();
}
