namespace Pmo.Hosting.Problems;

/// <summary>Errors that any endpoint may answer.</summary>
public static class CommonErrors
{
    public static readonly ErrorCode Malformed = new("malformed", 400,
        "Permintaan tidak dapat dibaca. Periksa bentuknya terhadap /openapi/v1.json.",
        "The request cannot be read. Compare its form with /openapi/v1.json.");

    public static readonly ErrorCode FieldInvalid = new("field_invalid", 400,
        "Isi permintaan tidak sah; lihat daftar kesalahan.",
        "The content of the request is not valid; see the list of errors.");

    public static readonly ErrorCode FieldMissing = new("field_missing", 400, "Kolom {0} harus diisi.", "The field {0} is required.");

    public static readonly ErrorCode FieldValue = new("field_value", 400, "Kolom {0} harus {1}.", "The field {0} must be {1}.");

    public static readonly ErrorCode HeaderMissing = new("header_missing", 400, "Kepala {0} harus ada.", "The header {0} is required.");

    public static readonly ErrorCode HeaderInvalid = new("header_invalid", 400,
        "Kepala {0} tidak sah. Nilainya harus {1}.", "The header {0} is not valid. It must be {1}.");

    public static readonly ErrorCode NotFound = new("not_found", 404,
        "Tidak ada di sini. Periksa alamat dan nomornya.", "There is nothing here. Check the path and the id.");

    public static readonly ErrorCode MethodNotAllowed = new("method_not_allowed", 405,
        "Metode ini tidak berlaku di alamat ini.", "This method does not apply to this path.");

    public static readonly ErrorCode BodyTooLarge = new("body_too_large", 413,
        "Isi permintaan terlalu besar (paling besar 8 MiB). Bagi menjadi beberapa bagian.",
        "The body is too large (at most 8 MiB). Send it in parts.");

    public static readonly ErrorCode MediaTypeUnsupported = new("media_type_unsupported", 415,
        "Content-Type ini tidak diterima di sini.", "This Content-Type is not accepted here.");

    public static readonly ErrorCode Busy = new("busy", 429,
        "Sedang sibuk. Coba lagi setelah waktu pada Retry-After.", "Busy. Try again after the time in Retry-After.");

    public static readonly ErrorCode Internal = new("internal", 500,
        "Terjadi kesalahan di dalam layanan. Coba lagi; bila berulang, laporkan nomor audit.",
        "Something failed inside the service. Try again; if it persists, report the audit number.");

    public static readonly ErrorCode StorageUnavailable = new("storage_unavailable", 503,
        "Penyimpanan layanan tidak tersedia. Tidak ada yang dibuka; coba lagi nanti.",
        "The service's storage is not available. Nothing was disclosed; try again later.");

    public static readonly ErrorCode ServiceUnavailable = new("service_unavailable", 503,
        "Salah satu layanan di belakang Gateway tidak menjawab. Tidak ada yang hilang; coba lagi nanti.",
        "A service behind the Gateway does not answer. Nothing is lost; try again later.");

    public static IEnumerable<ErrorCode> All =>
    [
        Malformed, FieldInvalid, FieldMissing, FieldValue, HeaderMissing, HeaderInvalid, NotFound, MethodNotAllowed, BodyTooLarge,
        MediaTypeUnsupported, Busy, Internal, StorageUnavailable, ServiceUnavailable,
    ];
}
