using Pmo.Gateway.Api;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Explaining;

internal static class ExplainingSetup
{
    /// <summary>What the agreements say to the caller.</summary>
    public static void MapAgreements(this WebApplication app)
    {
        app.MapGet(ApiCalls.Agreements.Path, AgreementsEndpoint.GetAsync).WithMetadata(ApiCalls.Agreements)
            .WithName(ApiCalls.Agreements.Name).WithSummary("The caller's own agreements, in plain sentences")
            .WithDescription("all=true, for data-protection officers: all for the PMO's; for others those of their organisation and those on its data.")
            .Produces<AgreementList>()
            .Produces<Problem>(StatusCodes.Status403Forbidden, "application/problem+json");
        app.MapPost(ApiCalls.Explain.Path, ExplainEndpoint.PostAsync).WithMetadata(ApiCalls.Explain)
            .WithName(ApiCalls.Explain.Name).WithSummary("Would this be allowed to the caller, and why")
            .Accepts<ExplainRequest>("application/json").Produces<Explanation>()
            .Produces<Problem>(StatusCodes.Status400BadRequest, "application/problem+json");
    }
}
