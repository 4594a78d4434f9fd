using Pmo.Hosting.Startup;
using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Keys;

internal static class KeyRingSetup
{
    /// <summary>
    /// The service's own Data Protection key ring, in its database, where all replicas share it. Outside development there is no ring without a
    /// certificate. It is fit for use when this returns: services open their keys while they are built.
    /// </summary>
    /// <exception cref="StartupException">Those of <see cref="KeyRingProtection.Read"/> and <see cref="KeyRingKeeper.KeepAsync"/>.</exception>
    public static void AddPmoKeyRing(this WebApplicationBuilder builder, string service, ServicePaths paths, Database database)
    {
        // Not the service's clock: certificates and the framework's keys go by the system's.
        var time = TimeProvider.System;
        var protection = KeyRingProtection.Read(builder.Configuration, builder.Environment.IsDevelopment(), time);
        var keeper = new KeyRingKeeper(database, protection, service, Path.Combine(paths.Data, "keys"));

        // Builders are synchronous.
        keeper.KeepAsync(time.GetUtcNow(), CancellationToken.None).GetAwaiter().GetResult();
        protection.AddTo(builder.Services, service, new DatabaseKeyRing(database));
        builder.Services.AddSingleton(protection).AddSingleton(keeper).AddHostedService<KeyRingCare>();
    }
}
