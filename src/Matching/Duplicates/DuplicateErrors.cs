using Pmo.Hosting.Problems;

namespace Pmo.Matching.Duplicates;

/// <summary>Why duplicates are not told.</summary>
public static class DuplicateErrors
{
    public static readonly ErrorCode CursorInvalid = new("cursor_invalid", 400,
        "Kursor ini bukan dari permintaan ini. Mulai lagi dari halaman pertama.", "This cursor is not of this request. Begin at the first page again.");

    public static readonly ErrorCode DataChanged = new("data_changed", 409,
        "Data berubah sejak halaman pertama. Mulai lagi dari halaman pertama; yang sudah dihitung tidak dihitung lagi.",
        "The data has changed since the first page. Begin at the first page again; who was charged is not charged again.");

    public static readonly ErrorCode QuotaExhausted = new("quota_exhausted", 429,
        "Halaman ini menanyakan {0} orang yang belum dihitung, dan kuota tinggal {1}. Tidak ada yang dihitung. Tunggu kuota berikutnya.",
        "This page asks about {0} persons not charged yet, and {1} are left of the quota. Nothing was charged. Wait for the next quota.");

    public static readonly ErrorCode GivenBack = new("charge_given_back", 409,
        "Kuota permintaan ini sudah dikembalikan karena terlalu lama. Ulangi permintaan.",
        "The quota of this request was given back because it took too long. Send it again.");

    internal static IEnumerable<ErrorCode> All => [CursorInvalid, DataChanged, QuotaExhausted, GivenBack];
}
