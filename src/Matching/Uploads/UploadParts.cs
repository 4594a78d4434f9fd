using System.Text.Json;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Matching.Datasets;
using Pmo.Matching.Epochs;
using Pmo.Matching.Sessions;
using Pmo.Matching.Tokens;
using Pmo.Matching.Uploads.Storage;
using Pmo.Hosting.Work;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Matching.Uploads;

/// <summary>Takes a data part: reads and checks the rows, converts the tokens, stages the records. Thread-safe.</summary>
internal sealed class UploadParts(UploadSessions sessions, UploadStore store, TokenConversion conversion, WorkGate gate, TimeProvider time)
{
    public async Task<Result<PartReceived>> PutAsync(
        string id, string uploadId, int part, AcceptedRequest accepted, HttpRequest request, CancellationToken cancellation)
    {
        var found = await sessions.FindAsync(id, uploadId, accepted.Decision, cancellation);
        if ((found.Failure ?? Refuses(found.Value, part, accepted.Decision)) is { } refusal)
        {
            return refusal;
        }

        var upload = found.Value.Upload;
        var persons = PartPlan.PersonsIn(upload.Rows, part);
        var digest = ContentDigest.Of(accepted.Body.Span).ToString();
        var stored = await store.FindPartAsync(upload.Key, part, cancellation);
        if (stored is null)
        {
            var staged = await StageAsync(upload, part, persons, digest, accepted, request, cancellation);
            if (staged.Failure is { } failure)
            {
                return failure;
            }

            stored = staged.Value;
        }

        return stored == digest ? new PartReceived(part, persons) : SessionErrors.PartDiffers.With(part);
    }

    private Failure? Refuses((Dataset Dataset, Upload Upload) session, int part, Decision decision)
    {
        if (decision.Operation != SessionRules.Upload)
        {
            return SessionErrors.OperationMismatch;
        }

        if (session.Dataset.IsClosed)
        {
            return DatasetErrors.Closed;
        }

        return session.Upload.State == Upload.Ended ? SessionErrors.SessionExpired : SessionRules.RefusesPart(session.Upload, part, time.GetUtcNow());
    }

    private async Task<Result<string>> StageAsync(
        Upload upload, int part, int persons, string digest, AcceptedRequest accepted, HttpRequest request, CancellationToken cancellation)
    {
        var key = conversion.FindKey(request, IdentityKind.Nik);
        if (key.Failure is { } noKey)
        {
            return noKey;
        }

        using var turn = await gate.EnterAsync(upload.Partner, cancellation);
        if (turn is null)
        {
            return WorkGate.Busy;
        }

        var read = PartReader.Read(accepted.Body, part, persons);
        if (read.Value is not { } data)
        {
            return read.Failure!;
        }

        // Tokens of an earlier session fit here too, so that it is not enough to refuse their evaluation.
        if (data.KkTokens.Length > 0 && !accepted.Decision.Kinds.Contains(IdentityKind.Kk.Name, StringComparer.Ordinal))
        {
            return UploadErrors.KindNotPermitted;
        }

        var converted = await LongArithmetic.RunAsync(
            () => TokenConversion.Convert(key.Value, upload.Partner, data.Tokens, seal: true), cancellation);
        if (converted.Value is not { } tokens)
        {
            return WithLines(converted.Failure!, data.Rows, _ => true);
        }

        var cards = data.KkTokens.Length == 0 ? ConvertedPart.Nobody : await LongArithmetic.RunAsync(
            () => TokenConversion.Convert(KkKey(key.Value), upload.Partner, data.KkTokens, seal: true), cancellation);
        if (cards.Value is not { } households)
        {
            return WithLines(cards.Failure!, data.Rows, row => row.Kk is not null);
        }

        var records = Combine(data.Rows, tokens, households, part * PartPlan.MaxPersons);
        return await store.AddPartAsync(upload.Key, part, digest, records, cancellation) is { } stored ? stored : (Result<string>)SessionErrors.SessionExpired;
    }

    // Its canary tells whether the partner used that key.
    private static (KeyId, EpochKeys) KkKey((KeyId Id, EpochKeys Keys) nik) => (KeyId.Of(IdentityKind.Kk, nik.Id.Epoch, nik.Id.Version), nik.Keys);

    private static List<Record> Combine(IReadOnlyList<UploadRow> rows, ConvertedPart tokens, ConvertedPart cards, int first)
    {
        var records = new List<Record>(rows.Count);
        var card = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            records.Add(new Record(
                tokens.PseudonymOf(i),
                tokens.SealedOf(i),
                row.Kk is null ? default(ReadOnlyMemory<byte>?) : cards.PseudonymOf(card),
                row.Kk is null ? default(ReadOnlyMemory<byte>?) : cards.SealedOf(card),
                tokens.Epoch,
                first + i,
                row.AidType,
                row.Amount,
                row.Period,
                row.Region,
                row.Desil,
                row.Needs is { Count: > 0 } needs ? JsonSerializer.Serialize(needs, ApiJson.Options) : null,
                row.Status == "delivered",
                row.Ref));
            card += row.Kk is null ? 0 : 1;
        }

        return records;
    }

    // Element i of the tokens is of the i-th row that has such a token, from 1; row j stands on line j + 2.
    private static Failure WithLines(Failure failure, IReadOnlyList<UploadRow> rows, Func<UploadRow, bool> has)
    {
        int[] lines = [1, .. Enumerable.Range(0, rows.Count).Where(j => has(rows[j])).Select(j => j + 2)];
        return failure with { Items = failure.Items?.Select(i => i with { Line = i.Index is { } index ? lines[index] : null }).ToList() };
    }
}
