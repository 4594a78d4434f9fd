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
        var key = conversion.FindKey(request);
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

        var converted = await LongArithmetic.RunAsync(
            () => TokenConversion.Convert(key.Value, upload.Partner, data.Tokens, seal: true), cancellation);
        if (converted.Value is not { } tokens)
        {
            return WithLines(converted.Failure!);
        }

        var records = Combine(data.Rows, tokens, part * PartPlan.MaxPersons);
        return await store.AddPartAsync(upload.Key, part, digest, records, cancellation) is { } stored ? stored : (Result<string>)SessionErrors.SessionExpired;
    }

    private static List<Record> Combine(IReadOnlyList<UploadRow> rows, ConvertedPart tokens, int first)
    {
        var records = new List<Record>(rows.Count);
        for (var i = 0; i < rows.Count; i++)
        {
            var row = rows[i];
            records.Add(new Record(
                tokens.Pseudonyms.AsMemory(i * Pseudonym.Size, Pseudonym.Size),
                tokens.Sealed.AsMemory(i * EpochKeys.SealedSize, EpochKeys.SealedSize),
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
        }

        return records;
    }

    // Element i of the part stands on line i + 1.
    private static Failure WithLines(Failure failure) => failure with { Items = failure.Items?.Select(i => i with { Line = i.Index + 1 }).ToList() };
}
