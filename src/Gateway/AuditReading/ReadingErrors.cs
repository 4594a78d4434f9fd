using Pmo.Hosting.Problems;

namespace Pmo.Gateway.AuditReading;

/// <summary>Why entries are not given.</summary>
internal static class ReadingErrors
{
    public static readonly ErrorCode CursorInvalid = new("cursor_invalid", 400,
        "Kursor ini bukan dari pencarian ini. Ulangi pencarian dari halaman pertama, dengan saringan yang sama di setiap halaman.",
        "This cursor is not of this query. Begin at the first page again, with the same filters on every page.");

    public static readonly ErrorCode NotAcceptable = new("not_acceptable", 406,
        "Accept harus application/json, text/csv, atau application/x-ndjson.", "Accept must be application/json, text/csv or application/x-ndjson.");

    internal static IEnumerable<ErrorCode> All => [CursorInvalid, NotAcceptable];
}
