using Microsoft.AspNetCore.Http.Features;
using Pmo.Agreements;
using Pmo.Gateway.Access;
using Pmo.Gateway.Audit;
using Pmo.Gateway.AuditReading;
using Pmo.Gateway.Catalog;
using Pmo.Gateway.Forwarding;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Explaining;

/// <summary><c>GET /v1/agreements</c>: the caller's own agreements, also those to come and those that are over; to data-protection officers more.</summary>
internal static class AgreementsEndpoint
{
    private const string All = "all";
    private const string Datasets = "/v1/datasets";

    public static async Task<IResult> GetAsync(HttpContext context, MatchingClient matching, AuditOptions options, OutcomeWriter outcomes)
    {
        var ticket = context.Features.GetRequiredFeature<ForwardTicket>();
        var (list, failure) = await ReadAsync(ticket, matching, options);
        await outcomes.WriteAsync(ticket, failure?.Code.Status ?? StatusCodes.Status200OK, header: null);
        return list is null ? new ProblemResult(failure!) : Results.Json(list, ApiJson.Options);
    }

    private static async Task<(AgreementList? List, Failure? Failure)> ReadAsync(ForwardTicket ticket, MatchingClient matching, AuditOptions options)
    {
        var (set, call) = (ticket.Call.Policies, ticket.Call);
        var english = RequestLanguage.Of(call.Http.Request) == "en";
        if (call.Http.Request.Query[All] is not { Count: > 0 } all)
        {
            return (new AgreementList(
                set.Digest, [.. set.Agreements.Where(agreement => agreement.Party.Value == call.Partner).Select(agreement => Describe(agreement, call, english))]), null);
        }

        if (all is not ["true"])
        {
            return (null, CommonErrors.FieldValue.With(All, "true"));
        }

        if (!call.Caller!.Roles.Contains(AuditRule.Role, StringComparer.Ordinal))
        {
            return (null, AccessErrors.RoleRequired.With(AuditRule.Role));
        }

        var scope = ReadingScope.Of(call, options);
        var agreements = set.Agreements.Where(agreement => scope.IsAll || agreement.Party.Value == call.Partner || NamedBy(agreement).Any(scope.Datasets.Contains)).ToList();
        var named = agreements.SelectMany(NamedBy).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var decision = ticket.Grant.Decision! with
        {
            Method = "GET", Target = Datasets,
            Datasets = [.. named.Select(id => (Id: id, Owner: set.OwnerOf(id))).Where(d => d.Owner is not null).Select(d => new DecidedDataset(d.Id, d.Owner!.Value.Value))],
        };
        return await matching.ListAsync(decision, call.Http.RequestAborted) is { } known
            ? (new AgreementList(set.Digest, [.. agreements.Select(agreement => DescribeWhole(agreement, call, english))], Describe(named, set, known)), null)
            : (null, CommonErrors.ServiceUnavailable);
    }

    private static IEnumerable<string> NamedBy(AgreementSummary agreement) =>
        agreement.Permits.SelectMany(permit => permit.Datasets).Select(dataset => dataset.Value);

    private static AgreementInfo Describe(AgreementSummary agreement, CallContext call, bool english)
    {
        var today = Wib.DateOf(call.At);
        return new AgreementInfo(
            agreement.Id.Value,
            english ? agreement.Title.En : agreement.Title.Id,
            string.Join(' ', new[] { agreement.Basis.Law, agreement.Basis.Article, agreement.Basis.Note }.OfType<string>()),
            agreement.From,
            agreement.Until,
            today < agreement.From ? "next" : today > agreement.Until ? "over" : "current",
            agreement.Purposes.Select(purpose => purpose.ToWire()).ToList(),
            call.Policies.TextOf(agreement.Id.Value)!.Select(line => english ? line.En : line.Id).ToList(),
            agreement.Number);
    }

    private static AgreementInfo DescribeWhole(AgreementSummary agreement, CallContext call, bool english) => Describe(agreement, call, english) with
    {
        Party = agreement.Party.Value,
        Permits = [.. agreement.Permits.Select(permit => new AgreementPermit(
            permit.Operation.ToWire(), [.. permit.Datasets.Select(d => d.Value)], [.. permit.Kinds.Select(k => k.ToWire())], [.. permit.Disclose.Select(d => d.ToWire())]))],
        Approvals = [.. agreement.Approvals.Select(approval => new AgreementApproval(approval.Owner.Value, approval.By, approval.Date))],
    };

    private static List<AgreementDataset> Describe(IEnumerable<string> named, PolicySet set, DatasetList known)
    {
        var facts = known.Datasets.ToDictionary(dataset => dataset.Id, StringComparer.Ordinal);
        return [.. named.Select(id => (Id: id, Owner: set.OwnerOf(id)?.Value, Info: facts.GetValueOrDefault(id)))
            .Select(d => new AgreementDataset(d.Id, d.Owner, d.Info?.State, d.Info?.Basis, d.Info?.RetainUntil))];
    }
}
