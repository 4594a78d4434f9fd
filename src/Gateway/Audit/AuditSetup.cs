using Pmo.AuditLog;
using Pmo.AuditLog.Keys;

namespace Pmo.Gateway.Audit;

internal static class AuditSetup
{
    /// <summary>The audit log in the Gateway's database; it is open before anything that is registered after this starts.</summary>
    public static void AddAuditLog(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton(AuditOptions.Read(builder.Configuration));
        services.AddSingleton<ILogDatabase, LogDatabase>().AddSingleton<ILogKeyGuard, LogKeyGuard>();
        services.AddSingleton<MerkleLog>().AddSingleton<IAuditLog>(s => s.GetRequiredService<MerkleLog>());
        services.AddSingleton<AuditTrail>().AddSingleton<LogEndpoints>();
        services.AddSingleton<AuditKeeper>().AddHostedService(s => s.GetRequiredService<AuditKeeper>());
        services.AddHealthChecks().AddCheck<AuditHealth>("audit");
    }
}
