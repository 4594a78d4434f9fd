using Pmo.Hosting.Problems;

namespace Pmo.Matching.Datasets;

/// <summary>Why a dataset is not made, shown or used.</summary>
public static class DatasetErrors
{
    public static readonly ErrorCode NotCovered = new("dataset_not_covered", 403,
        "Perjanjian tidak mencakup dataset ini untuk organisasi Anda. Periksa Pmo-Agreement, atau ubah perjanjiannya.",
        "The agreement does not cover this dataset for your organisation. Check Pmo-Agreement, or have the agreement changed.");

    public static readonly ErrorCode OwnerMismatch = new("dataset_owner_mismatch", 403,
        "Pemilik dataset menurut perjanjian bukan organisasi yang membuatnya. Hubungi operator.",
        "The dataset's owner according to the agreements is not the organisation that created it. Ask the operator.");

    public static readonly ErrorCode Exists = new("dataset_exists", 409,
        "Id dataset ini sudah dipakai. Pilih id lain.", "This dataset id is taken. Choose another.");

    public static readonly ErrorCode Closed = new("dataset_closed", 409,
        "Dataset ini sudah ditutup dan isinya dimusnahkan. Buat dataset baru.", "This dataset is closed and its records destroyed. Create another.");

    public static readonly ErrorCode IdInvalid = new("id_invalid", 400,
        "id harus 3–64 huruf kecil, angka, atau tanda hubung.", "id must be 3 to 64 lower-case letters, digits or hyphens.");

    public static readonly ErrorCode TextInvalid = new("text_invalid", 400,
        "{0} harus berisi 1 sampai {1} huruf.", "{0} must hold 1 to {1} characters.");

    public static readonly ErrorCode KindInvalid = new("kind_invalid", 400, "kind harus aid atau register.", "kind must be aid or register.");

    public static readonly ErrorCode UnitInvalid = new("unit_invalid", 400, "unit harus person atau household.", "unit must be person or household.");

    public static readonly ErrorCode AidTypeMissing = new("aid_type_missing", 400,
        "Dataset bantuan memerlukan aidType.", "An aid dataset needs an aidType.");

    public static readonly ErrorCode AidTypeUnknown = new("aid_type_unknown", 400,
        "aidType tidak dikenal. Pakai kode dari daftar jenis bantuan, atau LAINNYA.", "The aidType is not known. Use a code of the list of aid types, or LAINNYA.");

    public static readonly ErrorCode YearInvalid = new("year_invalid", 400, "year harus 2000 sampai 2100.", "year must be 2000 to 2100.");

    public static readonly ErrorCode RetainUntilPast = new("retain_until_past", 400,
        "retainUntil harus setelah hari ini.", "retainUntil must be after today.");

    public static readonly ErrorCode BudgetNegative = new("budget_negative", 400, "budget tidak boleh negatif.", "budget must not be negative.");

    internal static IEnumerable<ErrorCode> All =>
    [
        NotCovered, OwnerMismatch, Exists, Closed, IdInvalid, TextInvalid, KindInvalid, UnitInvalid, AidTypeMissing, AidTypeUnknown, YearInvalid,
        RetainUntilPast, BudgetNegative,
    ];
}
