using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Work;
using Pmo.Matching.Datasets.Storage;
using Pmo.Matching.Destructions.Storage;
using Pmo.Matching.Sessions;
using Pmo.Matching.Subjects.Storage;
using Pmo.Matching.Tokens;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Subjects;

/// <summary>Takes a data subject's request: the person as one token, then what is asked. A repetition gets the first answer. Thread-safe.</summary>
internal sealed class SubjectRequests(
    SubjectStore store, DatasetStore datasets, DestructionTable destructions, TokenConversion conversion, WorkGate gate, TimeProvider time)
{
    /// <summary>The operation of the agreements.</summary>
    public const string Operation = "subject";

    public async Task<Result<PartReceived>> PutAsync(
        Subject subject, int part, AcceptedRequest accepted, HttpRequest request, CancellationToken cancellation)
    {
        if (accepted.Decision.Operation != Operation)
        {
            return SessionErrors.OperationMismatch;
        }

        if (SessionRules.RefusesPart(subject, part, time.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        if (accepted.Body.Length != 2 * Element.Size)
        {
            return SessionErrors.PartSize.With(part, 1);
        }

        var digest = ContentDigest.Of(accepted.Body.Span).ToString();
        var stored = subject.Digest is { } known ? known : await StageAsync(subject, digest, accepted, request, cancellation);
        return stored.Failure is { } failure ? failure
            : stored.Value == digest ? new PartReceived(part, 1)
            : SessionErrors.PartDiffers.With(part);
    }

    public async Task<Result<SubjectAnswer>> CommitAsync(Subject subject, AcceptedRequest accepted, CancellationToken cancellation)
    {
        var decision = accepted.Decision;
        if (Refuses(subject, accepted) is { } refusal)
        {
            return refusal;
        }

        var stored = await datasets.ListAsync(decision.Datasets.Select(d => d.Id), owner: null, cancellation);
        if (SubjectWork.Choose(subject, decision, stored).Failure is { } failure)
        {
            return failure;
        }

        var work = new SubjectWork(subject, decision, destructions, time);
        var answer = await store.CommitAsync(
            subject, async transaction => JsonSerializer.SerializeToUtf8Bytes(await work.RunAsync(transaction), ApiJson.Options), cancellation);
        return JsonSerializer.Deserialize<SubjectAnswer>(answer, ApiJson.Options)!;
    }

    private Failure? Refuses(Subject subject, AcceptedRequest accepted)
    {
        if (accepted.Decision.Operation != Operation)
        {
            return SessionErrors.OperationMismatch;
        }

        if (accepted.Body.Length > 0)
        {
            return CommonErrors.Malformed;
        }

        return subject.ExpiresAt <= time.GetUtcNow() ? SessionErrors.SessionExpired
            : subject.IsCommitted ? null
            : SessionRules.RefusesCommit(1, subject.Digest is null ? [] : [0]);
    }

    private async Task<Result<string>> StageAsync(
        Subject subject, string digest, AcceptedRequest accepted, HttpRequest request, CancellationToken cancellation)
    {
        var key = conversion.FindKey(request, subject.IdentityKind);
        if (key.Failure is { } noKey)
        {
            return noKey;
        }

        using var turn = await gate.EnterAsync(subject.Partner, cancellation);
        if (turn is null)
        {
            return WorkGate.Busy;
        }

        var converted = await LongArithmetic.RunAsync(
            () => TokenConversion.Convert(key.Value, subject.Partner, accepted.Body, seal: false), cancellation);
        return converted.Value is { } tokens ? await store.SetPersonAsync(subject, digest, tokens.Pseudonyms, cancellation) : converted.Failure!;
    }
}
