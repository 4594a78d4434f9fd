namespace Pmo.Agreements;

/// <summary>What a reason says to the person who asked, and what to do.</summary>
public static class ReasonTexts
{
    /// <summary>The text of <paramref name="reason"/>; whole sentences, without the request's own words.</summary>
    public static LocalizedText Of(ReasonCode reason) => reason switch
    {
        ReasonCode.Permit => new("Diizinkan.", "Allowed."),
        ReasonCode.NoAgreement => new(
            "Tidak ada perjanjian dengan id itu bagi organisasi Anda. Periksa id-nya dengan 'pmo catalog'.",
            "Your organisation has no agreement of that id. See 'pmo catalog' for those it has."),
        ReasonCode.NotYetValid => new("Perjanjian belum mulai berlaku.", "The agreement is not in force yet."),
        ReasonCode.Expired => new(
            "Perjanjian sudah berakhir. Minta perpanjangan kepada operator.", "The agreement is over. Ask the operator for its renewal."),
        ReasonCode.PurposeNotPermitted => new(
            "Perjanjian tidak menyebut tujuan ini. Pilih tujuan yang ada di dalamnya.",
            "The agreement does not name this purpose. Choose one that it names."),
        ReasonCode.OperationNotPermitted => new(
            "Perjanjian tidak mengizinkan tindakan ini.", "The agreement does not permit this operation."),
        ReasonCode.KindNotPermitted => new(
            "Perjanjian tidak mengizinkan jenis pengenal ini.", "The agreement does not permit this kind of identifier."),
        ReasonCode.DatasetNotCovered => new(
            "Perjanjian tidak mencakup dataset ini.", "The agreement does not cover this dataset."),
        ReasonCode.RegionNotPermitted => new(
            "Perjanjian tidak mengizinkan wilayah ini. Sebutkan wilayah yang ada di dalamnya.",
            "The agreement does not permit this region. Name a region that it permits."),
        ReasonCode.Forbidden => new(
            "Perjanjian melarangnya, sekalipun diizinkan di bagian lain.", "The agreement forbids it, whatever is permitted elsewhere."),
        ReasonCode.OwnerNotApproved => new(
            "Pemilik dataset belum menyetujui perjanjian. Minta persetujuan pemiliknya.",
            "The dataset's owner has not approved the agreement. Ask the owner to approve it."),
        ReasonCode.NarrowingNotPermitted => new(
            "Pemeriksaan tidak boleh dipersempit, karena penyedia atau wilayah tidak boleh diketahui. Kosongkan pilihan dataset dan wilayah.",
            "A check must not be narrowed, because provider or region are not disclosed. Leave datasets and region out."),
        ReasonCode.ListTooSmall => new(
            "Daftar terlalu pendek bagi perjanjian ini.", "The list is shorter than the agreement allows."),
        ReasonCode.ListTooLarge => new(
            "Daftar terlalu panjang bagi perjanjian ini. Bagi menjadi beberapa daftar.",
            "The list is longer than the agreement allows. Split it."),
        ReasonCode.QuotaExhausted => new(
            "Kuota perjanjian sudah habis. Tunggu periode berikutnya.", "The agreement's quota is used up. Wait for the next period."),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
