using Pmo.Identity.Sessions.Storage;

namespace Pmo.Identity.Sessions;

internal static class SessionSetup
{
    /// <summary>Registers <see cref="SignIns"/> and what it stands on.</summary>
    public static void AddSessions(this IServiceCollection services) =>
        services.AddSingleton<SessionCookie>().AddSingleton<SessionTable>().AddSingleton<SignIns>();
}
