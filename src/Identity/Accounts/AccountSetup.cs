using Pmo.Hosting.Problems;
using Pmo.Identity.Accounts.Storage;

namespace Pmo.Identity.Accounts;

internal static class AccountSetup
{
    /// <summary>Registers people, what they sign in with and what operators do to them, and those of <c>Identity:PeopleFile</c> before the service listens.</summary>
    public static void AddAccounts(this IServiceCollection services) => services
        .AddSingleton<PersonStore>().AddSingleton<CredentialTable>().AddSingleton<PersonListing>()
        .AddSingleton<PersonAdministration>().AddSingleton<PersonDirectory>()
        .AddErrorCodes(PersonErrors.All)
        .AddHostedService<PeopleEnrolment>();
}
