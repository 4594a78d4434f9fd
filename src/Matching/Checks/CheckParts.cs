using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Checks.Storage;
using Pmo.Matching.Sessions;
using Pmo.Matching.Tokens;
using Pmo.Hosting.Work;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Checks;

/// <summary>Takes a part of a check: converts its tokens and stages the pseudonyms. Thread-safe.</summary>
internal sealed class CheckParts(CheckStore store, TokenConversion conversion, WorkGate gate, TimeProvider time)
{
    public async Task<Result<PartReceived>> PutAsync(
        Check check, int part, AcceptedRequest accepted, HttpRequest request, CancellationToken cancellation)
    {
        if (accepted.Decision.Operation != SessionRules.Check)
        {
            return SessionErrors.OperationMismatch;
        }

        if (SessionRules.RefusesPart(check, part, time.GetUtcNow()) is { } refusal)
        {
            return refusal;
        }

        var persons = PartPlan.PersonsIn(check.Rows, part);
        var digest = ContentDigest.Of(accepted.Body.Span).ToString();
        var stored = await store.FindPartAsync(check.Key, part, cancellation);
        if (stored is null)
        {
            if (accepted.Body.Length != (persons + 1) * Element.Size)
            {
                return SessionErrors.PartSize.With(part, persons);
            }

            var staged = await StageAsync(check, part, digest, accepted, request, cancellation);
            if (staged.Failure is { } failure)
            {
                return failure;
            }

            stored = staged.Value;
        }

        return stored == digest ? new PartReceived(part, persons) : SessionErrors.PartDiffers.With(part);
    }

    private async Task<Result<string>> StageAsync(
        Check check, int part, string digest, AcceptedRequest accepted, HttpRequest request, CancellationToken cancellation)
    {
        var key = conversion.FindKey(request, check.IdentityKind);
        if (key.Failure is { } noKey)
        {
            return noKey;
        }

        using var turn = await gate.EnterAsync(check.Partner, cancellation);
        if (turn is null)
        {
            return WorkGate.Busy;
        }

        var converted = await LongArithmetic.RunAsync(
            () => TokenConversion.Convert(key.Value, check.Partner, accepted.Body, seal: false), cancellation);
        if (converted.Value is not { } tokens)
        {
            return converted.Failure!;
        }

        return await store.AddPartAsync(check.Key, part, digest, tokens.Pseudonyms, cancellation) is { } stored
            ? stored
            : (Result<string>)(check.ExpiresAt <= time.GetUtcNow() ? SessionErrors.SessionExpired : SessionErrors.SessionCommitted);
    }
}
