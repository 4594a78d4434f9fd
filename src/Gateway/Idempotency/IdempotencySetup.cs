namespace Pmo.Gateway.Idempotency;

internal static class IdempotencySetup
{
    public static IServiceCollection AddHeldLeases(this IServiceCollection services) =>
        services.AddSingleton<HeldLeases>().AddHostedService(s => s.GetRequiredService<HeldLeases>());
}
