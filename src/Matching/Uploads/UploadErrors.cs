using Pmo.Hosting.Problems;

namespace Pmo.Matching.Uploads;

/// <summary>Why an upload or its rows are refused.</summary>
public static class UploadErrors
{
    public static readonly ErrorCode RowsInvalid = new("rows_invalid", 400,
        "{0} baris tidak sah; paling banyak 100 disebutkan. Perbaiki, lalu kirim bagian ini lagi.",
        "{0} rows are not valid; at most 100 are listed. Correct them and send this part again.");

    public static readonly ErrorCode RowMalformed = new("row_malformed", 400,
        "Baris {0} bukan objek JSON yang dikenal. Bandingkan dengan /openapi/v1.json.",
        "Line {0} is not a JSON object of the known form. Compare it with /openapi/v1.json.");

    public static readonly ErrorCode TokenLength = new("token_length", 400,
        "Baris {0}: token harus 32 byte (base64url).", "Line {0}: a token must be 32 bytes (base64url).");

    public static readonly ErrorCode KkTokenLength = new("kk_token_length", 400,
        "Baris {0}: token KK harus 32 byte (base64url).", "Line {0}: a family card token must be 32 bytes (base64url).");

    public static readonly ErrorCode KkCanaryMissing = new("kk_canary_missing", 400,
        "Baris {0}: bagian ini berisi kk, jadi baris pertamanya harus berisi kkCanary.",
        "Line {0}: this part holds kk, so its first line must hold kkCanary.");

    public static readonly ErrorCode KindNotPermitted = new("kind_not_permitted", 403,
        "Perjanjian tidak mengizinkan nomor KK dalam unggahan ini. Kirim baris tanpa kk, atau ubah perjanjiannya.",
        "The agreement does not permit family card numbers in this upload. Send the rows without kk, or have the agreement changed.");

    public static readonly ErrorCode AidTypeUnknown = new("aid_type_unknown", 400,
        "Baris {0}: jenis bantuan tidak dikenal. Pakai kode dari daftar, atau LAINNYA.",
        "Line {0}: the aid type is not known. Use a code of the list, or LAINNYA.");

    public static readonly ErrorCode AmountInvalid = new("amount_invalid", 400,
        "Baris {0}: amount harus rupiah bulat dari 0 sampai 1.000.000.000.000.", "Line {0}: amount must be whole rupiah from 0 to 1,000,000,000,000.");

    public static readonly ErrorCode PeriodInvalid = new("period_invalid", 400,
        "Baris {0}: period harus YYYY atau YYYY-MM (2000–2100).", "Line {0}: period must be YYYY or YYYY-MM (2000–2100).");

    public static readonly ErrorCode RegionInvalid = new("region_invalid", 400,
        "Baris {0}: region harus kode Kemendagri 2, 4, 6, atau 10 angka.", "Line {0}: region must be a Kemendagri code of 2, 4, 6 or 10 digits.");

    public static readonly ErrorCode DesilInvalid = new("desil_invalid", 400, "Baris {0}: desil harus 1 sampai 10.", "Line {0}: desil must be 1 to 10.");

    public static readonly ErrorCode NeedUnknown = new("need_unknown", 400,
        "Baris {0}: needs berisi kategori yang tidak dikenal. Pakai bidang dari daftar jenis bantuan.",
        "Line {0}: needs holds an unknown category. Use the categories of the list of aid types.");

    public static readonly ErrorCode StatusInvalid = new("status_invalid", 400,
        "Baris {0}: status harus claimed atau delivered.", "Line {0}: status must be claimed or delivered.");

    public static readonly ErrorCode RefInvalid = new("ref_invalid", 400,
        "Baris {0}: ref harus 1–64 huruf, angka, atau tanda hubung, dan bukan 16 angka.",
        "Line {0}: ref must be 1 to 64 letters, digits or hyphens, and not 16 digits.");

    public static readonly ErrorCode ModeInvalid = new("mode_invalid", 400, "mode harus replace atau append.", "mode must be replace or append.");

    public static readonly ErrorCode AsOfInvalid = new("as_of_invalid", 400, "asOf harus dari tahun 2000 sampai hari ini (WIB).", "asOf must be from the year 2000 to today (WIB).");

    public static readonly ErrorCode CountsInvalid = new("counts_invalid", 400,
        "{0} berisi kunci atau jumlah yang tidak sah (jumlah 0 atau lebih; paling banyak 1000 kunci).",
        "{0} holds a key or count that is not valid (counts of 0 or more; at most 1000 keys).");

    internal static IEnumerable<ErrorCode> All =>
    [
        RowsInvalid, RowMalformed, TokenLength, KkTokenLength, KkCanaryMissing, KindNotPermitted, AidTypeUnknown, AmountInvalid, PeriodInvalid, RegionInvalid, DesilInvalid, NeedUnknown,
        StatusInvalid, RefInvalid, ModeInvalid, AsOfInvalid, CountsInvalid,
    ];
}
