namespace Pmo.Protocol.Api;

/// <summary><c>POST /v1/datasets/{id}/uploads</c>.</summary>
/// <param name="Mode"><c>replace</c> or <c>append</c>.</param>
/// <param name="AsOf">Day for which the list holds.</param>
/// <param name="Rows">Rows that will be sent, 1 or more.</param>
/// <param name="WithoutNik">People on the list who have no NIK, counted by region code (or <c>""</c>): they must not be invisible.</param>
/// <param name="Quality">How many rows had which defect, by code.</param>
public sealed record UploadRequest(
    string Mode,
    DateOnly AsOf,
    int Rows,
    IReadOnlyDictionary<string, int>? WithoutNik = null,
    IReadOnlyDictionary<string, int>? Quality = null);

/// <summary>201: the session.</summary>
public sealed record UploadOpened(string UploadId, DateTimeOffset ExpiresAt, int Parts);

/// <summary><c>GET …/uploads/{u}</c>: as <see cref="CheckState"/>.</summary>
public sealed record UploadState(
    string UploadId, string Dataset, string State, int Rows, int Parts, IReadOnlyList<int> Received, DateTimeOffset ExpiresAt);

/// <summary>First line of a data part (NDJSON).</summary>
/// <param name="Canary">Token of <c>nik:canary</c>, 32 bytes, under the key that <c>Pmo-Key</c> names.</param>
/// <param name="KkCanary">Token of <c>kk:canary</c>, under the key of kind <c>kk</c> of the same epoch and version; required when any row has <c>kk</c>.</param>
public sealed record UploadPartHeader(byte[] Canary, byte[]? KkCanary = null);

/// <summary>A row of a data part (NDJSON).</summary>
/// <param name="Token">32 bytes.</param>
/// <param name="Status"><c>claimed</c> or <c>delivered</c>.</param>
/// <param name="Kk">Family card token, 32 bytes; absent when the row has no card. Needs an agreement that permits uploads of kind <c>kk</c>.</param>
/// <param name="AidType">A code of the aid types; default the dataset's.</param>
/// <param name="Amount">Whole rupiah, 0 or more.</param>
/// <param name="Period"><c>YYYY</c> or <c>YYYY-MM</c>.</param>
/// <param name="Region">Kemendagri code of 2, 4, 6 or 10 digits.</param>
/// <param name="Desil">1 to 10.</param>
/// <param name="Needs">Categories of need.</param>
/// <param name="Ref">The owner's own reference, <c>[A-Za-z0-9-]{1,64}</c> and not 16 digits.</param>
public sealed record UploadRow(
    byte[] Token,
    string Status,
    byte[]? Kk = null,
    string? AidType = null,
    long? Amount = null,
    string? Period = null,
    string? Region = null,
    int? Desil = null,
    IReadOnlyList<string>? Needs = null,
    string? Ref = null);

/// <summary>The answer to an upload's commit: all rows are visible from now on. <c>DatasetRows</c> counts the whole dataset.</summary>
public sealed record UploadCommitted(string UploadId, string Receipt, string Dataset, int Rows, int DatasetRows, DateOnly AsOf);
