using Pmo.Hosting.Problems;
using Pmo.Identity.Partners.Storage;

namespace Pmo.Identity.Partners;

internal static class PartnerSetup
{
    public static void AddPartners(this IServiceCollection services) => services
        .AddSingleton<PartnerTable>().AddSingleton<MachineTable>().AddSingleton<PartnerRecord>()
        .AddSingleton<Invitations>().AddSingleton<Standing>().AddSingleton<PartnerDirectory>()
        .AddErrorCodes(PartnerErrors.All);
}
