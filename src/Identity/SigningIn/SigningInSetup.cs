using Pmo.Identity.SigningIn.Storage;

namespace Pmo.Identity.SigningIn;

internal static class SigningInSetup
{
    /// <summary>Registers the steps of a sign-in, and what people change about their own account.</summary>
    public static void AddSigningIn(this IServiceCollection services) => services
        .AddSingleton<AttemptTable>()
        .AddSingleton<SignInLog>()
        .AddSingleton<TicketCookie>()
        .AddSingleton<PasswordStep>()
        .AddSingleton<CodeStep>()
        .AddSingleton<FirstSetUp>()
        .AddSingleton<OwnAccount>();
}
