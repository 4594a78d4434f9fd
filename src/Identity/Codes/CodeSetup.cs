using Pmo.Identity.Codes.Storage;
using Pmo.Identity.Tokens;

namespace Pmo.Identity.Codes;

internal static class CodeSetup
{
    /// <summary>Registers authorization codes and the grant that redeems them.</summary>
    public static void AddCodes(this IServiceCollection services) =>
        services.AddSingleton<CodeStore>().AddSingleton<Redemptions>().AddSingleton<IGrant, CodeGrant>();
}
