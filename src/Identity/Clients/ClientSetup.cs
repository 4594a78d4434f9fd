using Pmo.Identity.Clients.Storage;

namespace Pmo.Identity.Clients;

internal static class ClientSetup
{
    /// <summary>Registers the store, and the enrolment of <c>Identity:ClientsFile</c> before the service listens.</summary>
    public static void AddClients(this IServiceCollection services) =>
        services.AddSingleton<ClientStore>().AddSingleton<ClientKeyTable>().AddHostedService<ClientEnrolment>();
}
