using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Identity.Passwords;
using Pmo.Protocol.Api;

namespace Pmo.Identity.Accounts;

/// <summary>What operators do with people; that the caller is one, the Gateway has decided.</summary>
internal static class PersonEndpoints
{
    private const string Operation = "people";

    public static void MapPeople(this RouteGroupBuilder v1)
    {
        var people = v1.MapGroup("/people").AddEndpointFilter(RequireOperationAsync);
        people.MapPost("", InviteAsync).Accepts<PersonInvitationRequest>("application/json").Produces<PersonPassword>(StatusCodes.Status201Created)
            .WithSummary("Makes an account; the one-time password is shown once");
        people.MapGet("", ListAsync).Produces<PersonList>().WithSummary("All people, or those of an organisation");
        people.MapPost("/{userName}/reset", ResetAsync).Accepts<PersonResetRequest>("application/json").Produces<PersonPassword>()
            .WithSummary("Gives a new one-time password, ends sessions and a lock-out; the authenticator app is set up anew if asked");
        people.MapPost("/{userName}/suspend", SuspendAsync).Accepts<PersonSuspensionRequest>("application/json").Produces<PersonInfo>()
            .WithSummary("Keeps the person out, at once");
        people.MapPost("/{userName}/restore", RestoreAsync).Produces<PersonInfo>().WithSummary("Lets a suspended person in again");
        people.MapPut("/{userName}/roles", AssignAsync).Accepts<PersonRolesRequest>("application/json").Produces<PersonInfo>()
            .WithSummary("Gives the person these roles instead of those they had; sessions end");
    }

    private static async ValueTask<object?> RequireOperationAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.Features.Get<AcceptedRequest>()?.Decision.Operation == Operation
            ? await next(context)
            : new ProblemResult(CommonErrors.NotFound);

    private static async Task<IResult> InviteAsync(AcceptedRequest accepted, PersonAdministration administration, TimeProvider time, HttpContext context)
    {
        if (accepted.ReadJson<PersonInvitationRequest>(out var failure) is not { } request || (failure = PersonRules.Refuses(request)) is not null)
        {
            return new ProblemResult(failure!);
        }

        var answer = await administration.InviteAsync(
            request.UserName, request.DisplayName, request.Org, request.Roles, By(accepted), context.RequestAborted);
        return Show(answer, request.UserName, StatusCodes.Status201Created, time, context);
    }

    private static async Task<IResult> ListAsync(string? org, PersonDirectory directory, CancellationToken cancellation) =>
        TypedResults.Ok(await directory.ListAsync(org, cancellation));

    private static async Task<IResult> ResetAsync(
        string userName, AcceptedRequest accepted, PersonAdministration administration, TimeProvider time, HttpContext context) =>
        accepted.ReadJson<PersonResetRequest>(out var failure) is { } request
            ? Show(
                await administration.ResetAsync(userName, request.SecondFactor, By(accepted), context.RequestAborted),
                userName, StatusCodes.Status200OK, time, context)
            : new ProblemResult(failure!);

    private static async Task<IResult> SuspendAsync(
        string userName, AcceptedRequest accepted, PersonAdministration administration, PersonDirectory directory, CancellationToken cancellation) =>
        accepted.ReadJson<PersonSuspensionRequest>(out var failure) is not { } request || (failure = PersonRules.Refuses(request)) is not null
            ? new ProblemResult(failure!)
            : await AnswerAsync(await administration.SuspendAsync(userName, request.Reason, By(accepted), cancellation), userName, directory, cancellation);

    private static async Task<IResult> RestoreAsync(
        string userName, AcceptedRequest accepted, PersonAdministration administration, PersonDirectory directory, CancellationToken cancellation) =>
        await AnswerAsync(await administration.ResumeAsync(userName, By(accepted), cancellation), userName, directory, cancellation);

    private static async Task<IResult> AssignAsync(
        string userName, AcceptedRequest accepted, PersonAdministration administration, PersonDirectory directory, CancellationToken cancellation) =>
        accepted.ReadJson<PersonRolesRequest>(out var failure) is not { } request || (failure = PersonRules.Refuses(request.Roles)) is not null
            ? new ProblemResult(failure!)
            : await AnswerAsync(await administration.AssignRolesAsync(userName, request.Roles, By(accepted), cancellation), userName, directory, cancellation);

    private static Acting By(AcceptedRequest accepted) =>
        new(Client: null, Address: null) { User = accepted.Decision.User, Audit = accepted.Decision.Audit };

    private static IResult Show(PersonCode answer, string userName, int status, TimeProvider time, HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        return answer.Code is { } code
            ? TypedResults.Json(new PersonPassword(userName, code.Text, time.GetUtcNow() + OneTimePassword.Life), ApiJson.Options, statusCode: status)
            : new ProblemResult(PersonErrors.Of(answer.Outcome));
    }

    private static async Task<IResult> AnswerAsync(
        PersonOutcome outcome, string userName, PersonDirectory directory, CancellationToken cancellation) =>
        outcome == PersonOutcome.Done
            ? TypedResults.Ok(await directory.FindAsync(userName, cancellation))
            : new ProblemResult(PersonErrors.Of(outcome));
}
