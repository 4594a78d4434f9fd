using Pmo.Hosting.Problems;
using Pmo.Hosting.Work;
using Pmo.Oprf;
using Pmo.Pseudonyms.Evaluate.Storage;
using Pmo.Pseudonyms.Keys;

namespace Pmo.Pseudonyms.Evaluate;

/// <summary>
/// <see cref="Voprf.Evaluate(Scalar, ReadOnlySpan{byte}, Span{byte}, Span{byte})"/>, a registration so that tests can stop the service there.
/// </summary>
internal delegate OprfResult BlindEvaluate(Scalar key, ReadOnlySpan<byte> blinded, Span<byte> evaluated, Span<byte> proof);

/// <summary>
/// A part's way through: its length, how it stands, its elements, its charge, and only then the multiplication. Thread-safe.
/// </summary>
internal sealed class PartEvaluator(
    EpochKeys keys, PartLedger ledger, WorkGate gate, BlindEvaluate evaluate, PseudonymSettings settings, ILogger<PartEvaluator> logger)
{
    /// <summary>Evaluates a part, or says why not.</summary>
    /// <exception cref="OperationCanceledException">The client has gone; what was charged stays charged, and asking again is free.</exception>
    public async Task<PartOutcome> RunAsync(PartRequest part, CancellationToken cancellation)
    {
        if (part.CheckLength() is { } wrong)
        {
            return await RefuseAsync(part, wrong);
        }

        var standing = await ledger.FindAsync(part, cancellation);
        if (standing.Failure is { } failure)
        {
            return await SettleAsync(part, failure, cancellation);
        }

        using var turn = await gate.EnterAsync(part.Partner, cancellation);
        return turn is null ? PartOutcome.Refused(WorkGate.Busy) : await EvaluateAsync(part, standing.Known, cancellation);
    }

    private async Task<PartOutcome> EvaluateAsync(PartRequest part, bool known, CancellationToken cancellation)
    {
        if (!known)
        {
            // A known part was found in order when it was admitted.
            var check = await LongArithmetic.RunAsync(() => ElementBatch.Check(part.Body.Span), cancellation);
            if (!check.IsOk)
            {
                return await RefuseAsync(part, Describe(check));
            }

            var admission = await ledger.AdmitAsync(part, keys.IdOf(part.Kind), cancellation);
            if (admission.Failure is { } failure)
            {
                return await SettleAsync(part, failure, cancellation);
            }
        }

        return PartOutcome.Of(await LongArithmetic.RunAsync(() => Multiply(part), cancellation));
    }

    private byte[] Multiply(PartRequest part)
    {
        var answer = new byte[part.Body.Length + Voprf.ProofSize];
        var result = evaluate(
            keys.PartnerKey(part.Kind, part.Partner), part.Body.Span, answer.AsSpan(0, part.Body.Length), answer.AsSpan(part.Body.Length));
        return result.IsOk ? answer : throw new InvalidOperationException($"A checked part was refused: {result.Error}.");
    }

    /// <summary>A failure that the ledger found: a differing part is a refused part, the rest says no without counting.</summary>
    private async Task<PartOutcome> SettleAsync(PartRequest part, Failure failure, CancellationToken cancellation)
    {
        if (failure.Code == PseudonymErrors.PartDiffers)
        {
            return await RefuseAsync(part, failure);
        }

        if (failure.Code == PseudonymErrors.CeilingReached)
        {
            var use = await ledger.TodayAsync(part.Partner, cancellation);
            EvaluateLog.CeilingReached(
                logger, part.Partner, use.Partner, settings.PartnerCeilingPerDay, use.Total, settings.TotalCeilingPerDay, part.Persons);
        }

        return PartOutcome.Refused(failure);
    }

    private async Task<PartOutcome> RefuseAsync(PartRequest part, Failure failure)
    {
        var (refusals, closed) = await ledger.RefuseAsync(part);
        if (refusals == PartLedger.MaxRefusals)
        {
            EvaluateLog.SessionClosed(logger, part.Session, part.Partner, refusals);
        }

        return PartOutcome.Refused(closed ?? failure);
    }

    private static Failure Describe(OprfResult result)
    {
        var code = result.Error == OprfError.IdentityElement ? PseudonymErrors.ElementIdentity : PseudonymErrors.ElementInvalid;
        object[] values = [result.Index];
        return new Failure(code, values, [new FailureItem(code, values, Index: result.Index)]);
    }
}
