using Pmo.Identity.SecondFactors.Storage;

namespace Pmo.Identity.SecondFactors;

internal static class SecondFactorSetup
{
    /// <summary>Registers what second factors are kept in.</summary>
    public static void AddSecondFactors(this IServiceCollection services) => services.AddSingleton<SecretBox>().AddSingleton<RecoveryCodeTable>();
}
