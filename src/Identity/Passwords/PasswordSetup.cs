using Microsoft.AspNetCore.Identity;
using Pmo.Identity.Accounts;

namespace Pmo.Identity.Passwords;

internal static class PasswordSetup
{
    /// <summary>Registers the framework's hasher with today's cost.</summary>
    public static void AddPasswords(this IServiceCollection services) => services
        .Configure<PasswordHasherOptions>(options => options.IterationCount = PasswordWork.Iterations)
        .AddSingleton<IPasswordHasher<Person>, PasswordHasher<Person>>()
        .AddSingleton<PasswordWork>();
}
