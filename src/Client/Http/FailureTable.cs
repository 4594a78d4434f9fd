using System.Collections.Frozen;

namespace Pmo.Client.Http;

/// <summary>Which kind of failure a code, else an HTTP status, is.</summary>
internal static class FailureTable
{
    private static readonly FrozenDictionary<string, FailureKind> Codes = new Dictionary<string, FailureKind>
    {
        ["quota_exhausted"] = FailureKind.Quota,
        ["ceiling_reached"] = FailureKind.Quota,
        [ClientProblems.Offline] = FailureKind.Network,
        [ClientProblems.AnswerMalformed] = FailureKind.Network,
        [ClientProblems.TlsFailed] = FailureKind.Network,
        [ClientProblems.SessionExpired] = FailureKind.Usage,
        [ClientProblems.KeyChanged] = FailureKind.Usage,
        [ClientProblems.ListSize] = FailureKind.InvalidData,
        [ClientProblems.StateUnwritable] = FailureKind.Usage,
        ["file_changed"] = FailureKind.InvalidData,
        ["file_not_found"] = FailureKind.Usage,
        ["file_unreadable"] = FailureKind.Usage,
    }.ToFrozenDictionary();

    public static FailureKind KindOf(int status, string code) =>
        Codes.TryGetValue(code, out var kind) ? kind : status switch
        {
            400 or 413 or 415 or 422 => FailureKind.InvalidData,
            0 or 401 or 403 => FailureKind.NotAllowed,
            429 => FailureKind.Quota,
            404 or 405 or 409 or 410 or 412 => FailureKind.Usage,
            (>= 300 and < 400) or 408 or >= 500 => FailureKind.Network,
            _ => FailureKind.Internal,
        };
}
