using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;

namespace Pmo.Identity.Partners;

/// <summary>What operators do with partners; that the caller is one, the Gateway has decided.</summary>
internal static class PartnerEndpoints
{
    private const string Operation = "partners";

    public static void MapPartners(this RouteGroupBuilder v1)
    {
        var partners = v1.MapGroup("/partners").AddEndpointFilter(RequireOperationAsync);
        partners.MapPost("", InviteAsync).Accepts<InvitationRequest>("application/json").Produces<Invitation>(StatusCodes.Status201Created)
            .WithSummary("Invites an organisation; the code is shown once");
        partners.MapGet("", ListAsync).Produces<PartnerList>().WithSummary("All partners");
        partners.MapGet("/{org}", ShowAsync).Produces<PartnerInfo>().WithSummary("One partner");
        partners.MapPost("/{org}/approve", ApproveAsync).Accepts<ApprovalRequest>("application/json").Produces<PartnerInfo>()
            .WithSummary("Lets the waiting key in, by an operator who did not invite it");
        partners.MapPost("/{org}/suspend", SuspendAsync).Accepts<SuspensionRequest>("application/json").Produces<PartnerInfo>()
            .WithSummary("Keeps the partner out, at once");
        partners.MapPost("/{org}/restore", RestoreAsync).Produces<PartnerInfo>().WithSummary("Lets it in again, by an operator who did not suspend it");
        partners.MapDelete("/{org}", RevokeAsync).Produces<PartnerInfo>().WithSummary("Keeps its keys out for good");
    }

    private static async ValueTask<object?> RequireOperationAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<AcceptedRequest>()?.Decision.Operation == Operation
            ? await next(context)
            : new ProblemResult(CommonErrors.NotFound);

    private static async Task<IResult> InviteAsync(AcceptedRequest accepted, Invitations invitations, HttpContext context)
    {
        if (accepted.ReadJson<InvitationRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        if (InvitationRules.Refuses(request) is { } refusal)
        {
            return new ProblemResult(refusal);
        }

        (var invitation, failure) = await invitations.InviteAsync(request, accepted.Decision, context.RequestAborted);
        context.Response.Headers.CacheControl = "no-store";
        return invitation is null ? new ProblemResult(failure!) : TypedResults.Created($"/v1/partners/{request.Org}", invitation);
    }

    private static async Task<IResult> ListAsync(PartnerDirectory directory, CancellationToken cancellation) =>
        TypedResults.Ok(await directory.ListAsync(cancellation));

    private static async Task<IResult> ShowAsync(string org, PartnerDirectory directory, CancellationToken cancellation) =>
        await directory.FindAsync(org, cancellation) is { } partner ? TypedResults.Ok(partner) : new ProblemResult(CommonErrors.NotFound);

    private static async Task<IResult> ApproveAsync(
        string org, AcceptedRequest accepted, Invitations invitations, PartnerDirectory directory, CancellationToken cancellation)
    {
        if (accepted.ReadJson<ApprovalRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        return KeyFingerprint.TryParse(request.Fingerprint, out var fingerprint)
            ? await AnswerAsync(await invitations.ApproveAsync(org, fingerprint, accepted.Decision, cancellation), org, directory, cancellation)
            : new ProblemResult(CommonErrors.FieldValue.With("fingerprint", "sha256:…"));
    }

    private static async Task<IResult> SuspendAsync(
        string org, AcceptedRequest accepted, Standing standing, PartnerDirectory directory, CancellationToken cancellation)
    {
        if (accepted.ReadJson<SuspensionRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        return InvitationRules.Refuses(request) is { } refusal
            ? new ProblemResult(refusal)
            : await AnswerAsync(await standing.SuspendAsync(org, request.Reason, accepted.Decision, cancellation), org, directory, cancellation);
    }

    private static async Task<IResult> RestoreAsync(
        string org, AcceptedRequest accepted, Standing standing, PartnerDirectory directory, CancellationToken cancellation) =>
        await AnswerAsync(await standing.RestoreAsync(org, accepted.Decision, cancellation), org, directory, cancellation);

    private static async Task<IResult> RevokeAsync(
        string org, AcceptedRequest accepted, Standing standing, PartnerDirectory directory, CancellationToken cancellation) =>
        await AnswerAsync(await standing.RevokeAsync(org, accepted.Decision, cancellation), org, directory, cancellation);

    private static async Task<IResult> AnswerAsync(Failure? failure, string org, PartnerDirectory directory, CancellationToken cancellation) =>
        failure is null ? await ShowAsync(org, directory, cancellation) : new ProblemResult(failure);
}
