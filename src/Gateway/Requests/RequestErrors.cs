using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Requests;

/// <summary>Why a request is not even decided.</summary>
internal static class RequestErrors
{
    public static readonly ErrorCode RawNik = new("raw_nik_refused", 400,
        "Permintaan memuat NIK mentah. NIK tidak boleh meninggalkan komputer Anda: gunakan pmo atau portal, yang mengirim token.",
        "The request holds a raw NIK. A NIK must not leave your computer: use pmo or the portal, which send tokens.");

    public static readonly ErrorCode DigestMissing = new("digest_missing", 400,
        "Kepala Content-Digest (sha-256, RFC 9530) harus ada pada permintaan yang berisi.",
        "A request with a body needs the header Content-Digest (sha-256, RFC 9530).");

    public static readonly ErrorCode BodyNotExpected = new("body_not_expected", 400,
        "Permintaan ini tidak boleh berisi apa pun.", "This request must have no body.");

    public static readonly ErrorCode PartTooLarge = new("part_too_large", 413,
        "Isi permintaan melebihi {0} byte. Bagi menjadi bagian-bagian.", "The body is larger than {0} bytes. Send it in parts.");

    internal static IEnumerable<ErrorCode> All => [RawNik, DigestMissing, BodyNotExpected, PartTooLarge];
}
