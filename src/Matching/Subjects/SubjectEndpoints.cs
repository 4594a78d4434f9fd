using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Sessions;
using Pmo.Matching.Subjects.Storage;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Matching.Subjects;

internal static class SubjectEndpoints
{
    public static void MapSubjects(this RouteGroupBuilder v1)
    {
        v1.MapPost("/subjects/access", OpenAccessAsync)
            .Accepts<SubjectAccessRequest>("application/json")
            .Produces<SubjectOpened>(StatusCodes.Status201Created);
        v1.MapPost("/subjects/erase", OpenEraseAsync)
            .Accepts<SubjectEraseRequest>("application/json")
            .Produces<SubjectOpened>(StatusCodes.Status201Created);
        v1.MapPost("/subjects/lift", OpenLiftAsync)
            .Accepts<SubjectLiftRequest>("application/json")
            .Produces<SubjectOpened>(StatusCodes.Status201Created);
        v1.MapPut("/subjects/{id}/parts/{part:int}", PutPartAsync).Accepts<byte[]>("application/octet-stream").Produces<PartReceived>();
        v1.MapPost("/subjects/{id}/commit", CommitAsync).Produces<SubjectAnswer>();
    }

    private static async Task<IResult> OpenAccessAsync(AcceptedRequest accepted, SubjectStore store, CancellationToken cancellation) =>
        accepted.ReadJson<SubjectAccessRequest>(out var failure) is { } request
            ? await OpenAsync(accepted.Decision, request.Case, Subject.Access, request.Kind, store, cancellation)
            : new ProblemResult(failure!);

    private static async Task<IResult> OpenEraseAsync(AcceptedRequest accepted, SubjectStore store, CancellationToken cancellation)
    {
        if (accepted.ReadJson<SubjectEraseRequest>(out var failure) is not { } request)
        {
            return new ProblemResult(failure!);
        }

        return request.Mode is Subject.Erase or Subject.Restrict
            ? await OpenAsync(accepted.Decision, request.Case, request.Mode, request.Kind, store, cancellation)
            : new ProblemResult(CommonErrors.FieldValue.With("mode", "erase | restrict"));
    }

    private static async Task<IResult> OpenLiftAsync(AcceptedRequest accepted, SubjectStore store, CancellationToken cancellation) =>
        accepted.ReadJson<SubjectLiftRequest>(out var failure) is { } request
            ? await OpenAsync(accepted.Decision, request.Case, Subject.Lift, request.Kind, store, cancellation)
            : new ProblemResult(failure!);

    private static async Task<IResult> OpenAsync(
        Decision decision, string caseNumber, string mode, string kind, SubjectStore store, CancellationToken cancellation)
    {
        var isKind = IdentityKind.TryParse(kind, out var named);
        Failure? refusal = SubjectCase.IsValid(caseNumber) ? null : CommonErrors.FieldValue.With("case", SubjectCase.Form);
        refusal ??= isKind ? null : CommonErrors.FieldValue.With("kind", "nik | kk");
        refusal ??= named == IdentityKind.Nik || mode == Subject.Access ? null : (Failure)SubjectErrors.KindNotYet;
        refusal ??= SessionRules.RefusesOpening(decision, SubjectRequests.Operation, 1);
        refusal ??= decision.Kind is null || decision.Kind == kind ? null : (Failure)SessionErrors.SessionMismatch;
        if (refusal is not null)
        {
            return new ProblemResult(refusal);
        }

        var subject = await store.OpenAsync(
            new Subject
            {
                Id = decision.Session!, Partner = decision.Partner, Mode = mode, CaseNumber = caseNumber, Kind = kind,
                ExpiresAtSeconds = decision.SessionExp!.Value,
            },
            cancellation);
        return subject.Partner == decision.Partner && subject.Mode == mode && subject.CaseNumber == caseNumber && subject.Kind == kind
            ? TypedResults.Created($"/v1/subjects/{subject.Id}", new SubjectOpened(subject.Id, subject.ExpiresAt))
            : new ProblemResult(SessionErrors.SessionMismatch);
    }

    private static async Task<IResult> PutPartAsync(
        string id, int part, AcceptedRequest accepted, HttpRequest request, SubjectStore store, SubjectRequests requests, CancellationToken cancellation) =>
        await FindAsync(id, accepted, store, cancellation) is { } subject
            ? (await requests.PutAsync(subject, part, accepted, request, cancellation)).ToHttp(TypedResults.Ok)
            : new ProblemResult(CommonErrors.NotFound);

    private static async Task<IResult> CommitAsync(
        string id, AcceptedRequest accepted, HttpContext context, SubjectStore store, SubjectRequests requests, CancellationToken cancellation)
    {
        if (await FindAsync(id, accepted, store, cancellation) is not { } subject)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        var result = await requests.CommitAsync(subject, accepted, cancellation);
        if (result.Value is { } answer)
        {
            context.SetOutcome(1, answer.Datasets.Count > 0 ? 1 : 0);
            context.Response.Headers.CacheControl = "no-store";
        }

        return result.ToHttp(TypedResults.Ok);
    }

    private static async Task<Subject?> FindAsync(string id, AcceptedRequest accepted, SubjectStore store, CancellationToken cancellation) =>
        await store.FindAsync(id, cancellation) is { } subject && accepted.Decision.Reaches(id, subject.Partner) ? subject : null;
}
