using Microsoft.AspNetCore.Http.Features;
using Pmo.Agreements;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Explaining;

/// <summary><c>GET /v1/agreements</c>: the caller's own agreements, also those to come and those that are over.</summary>
internal static class AgreementsEndpoint
{
    public static async Task<IResult> GetAsync(HttpContext context, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var (set, today, english) = (ticket.Call.Policies, Wib.DateOf(ticket.Call.At), RequestLanguage.Of(context.Request) == "en");
        var own = set.Agreements.Where(agreement => agreement.Party.Value == ticket.Call.Partner).Select(agreement => Describe(agreement, set, today, english));
        var list = new AgreementList(set.Digest, own.ToList());
        await outcomes.WriteAsync(ticket, StatusCodes.Status200OK, header: null);
        return Results.Json(list, ApiJson.Options);
    }

    private static AgreementInfo Describe(AgreementSummary agreement, PolicySet set, DateOnly today, bool english) => new(
        agreement.Id.Value,
        english ? agreement.Title.En : agreement.Title.Id,
        string.Join(' ', new[] { agreement.Basis.Law, agreement.Basis.Article, agreement.Basis.Note }.OfType<string>()),
        agreement.From,
        agreement.Until,
        today < agreement.From ? "next" : today > agreement.Until ? "over" : "current",
        agreement.Purposes.Select(purpose => purpose.ToWire()).ToList(),
        set.TextOf(agreement.Id.Value)!.Select(line => english ? line.En : line.Id).ToList(),
        agreement.Number);
}
