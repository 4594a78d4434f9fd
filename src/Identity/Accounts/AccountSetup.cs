using Pmo.Identity.Accounts.Storage;

namespace Pmo.Identity.Accounts;

internal static class AccountSetup
{
    /// <summary>Registers people and what they sign in with, and those of <c>Identity:PeopleFile</c> before the service listens.</summary>
    public static void AddAccounts(this IServiceCollection services) => 
        services.AddSingleton<PersonStore>().AddSingleton<CredentialTable>().AddSingleton<PersonAdministration>().AddHostedService<PeopleEnrolment>();
}
