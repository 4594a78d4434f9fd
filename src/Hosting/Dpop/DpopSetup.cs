namespace Pmo.Hosting.Dpop;

/// <summary>Makes proofs of possession checkable.</summary>
public static class DpopSetup
{
    /// <summary>Registers <see cref="DpopValidator"/>; it needs the service's database and key ring.</summary>
    public static IServiceCollection AddDpop(this IServiceCollection services) => services.AddSingleton<DpopNonces>().AddSingleton<DpopValidator>();
}
