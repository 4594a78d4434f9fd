using Pmo.Identity.Accounts.Storage;

namespace Pmo.Identity.Accounts;

internal static class AccountSetup
{
    /// <summary>Registers people and what they sign in with.</summary>
    public static void AddAccounts(this IServiceCollection services) => services.AddSingleton<PersonStore>();
}
