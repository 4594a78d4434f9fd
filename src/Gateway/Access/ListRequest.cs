using System.Text.Json;
using Pmo.Gateway.Sessions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Parts;

namespace Pmo.Gateway.Access;

/// <summary>What opening a session asks for, as far as the Gateway decides it.</summary>
internal sealed record ListRequest(int Rows, IdentityKind Kind, IReadOnlyList<string>? Datasets, string? Case = null)
{
    private const int MaxDatasets = 1000;

    /// <summary>The kinds that may be evaluated, once that is decided.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [Kind.Name];

    public static ListRequest? Read(CallContext call, out Failure? failure)
    {
        try
        {
            return SessionOperation.Of(call.Call.Operation).Read(call, out failure);
        }
        catch (JsonException)
        {
            failure = CommonErrors.Malformed;
            return null;
        }
    }

    public static ListRequest? ReadCheck(CallContext call, out Failure? failure)
    {
        var request = JsonSerializer.Deserialize<CheckRequest>(call.Body, ApiJson.Options) ?? throw new JsonException();
        var isKind = IdentityKind.TryParse(request.Kind, out var kind);
        failure = CheckRows(request.Rows)
            ?? (isKind ? null : CommonErrors.FieldValue.With("kind", "nik | kk"))
            ?? (request.Datasets is { Count: > MaxDatasets } ? CommonErrors.FieldValue.With("datasets", $"<= {MaxDatasets}") : null);
        return failure is null ? new ListRequest(request.Rows, kind, request.Datasets) : null;
    }

    public static ListRequest? ReadUpload(CallContext call, out Failure? failure)
    {
        var request = JsonSerializer.Deserialize<UploadRequest>(call.Body, ApiJson.Options) ?? throw new JsonException();
        failure = CheckRows(request.Rows);
        return failure is null ? new ListRequest(request.Rows, IdentityKind.Nik, [call.Route("dataset") ?? ""]) : null;
    }

    public static ListRequest? ReadSubject(CallContext call, out Failure? failure)
    {
        var (number, kind) = call.Call.Name == "subject-erase"
            ? JsonSerializer.Deserialize<SubjectEraseRequest>(call.Body, ApiJson.Options) is { } erase ? (erase.Case, erase.Kind) : throw new JsonException()
            : JsonSerializer.Deserialize<SubjectAccessRequest>(call.Body, ApiJson.Options) is { } access ? (access.Case, access.Kind) : throw new JsonException();
        failure = !SubjectCase.IsValid(number) ? CommonErrors.FieldValue.With("case", SubjectCase.Form)
            : IdentityKind.TryParse(kind, out _) ? null : CommonErrors.FieldValue.With("kind", "nik | kk");
        return failure is null && IdentityKind.TryParse(kind, out var parsed) ? new ListRequest(1, parsed, null, number) : null;
    }

    private static Failure? CheckRows(int rows) =>
        rows is < 1 or > PartPlan.MaxRows ? CommonErrors.FieldValue.With("rows", $"1..{PartPlan.MaxRows}") : null;
}
