namespace Pmo.Agreements;

/// <summary>The vocabulary in words that need no explanation. Texts of purposes are the set's own.</summary>
public static class TermTexts
{
    /// <summary>Completes 'X boleh …' and 'X may …'; data and owners follow.</summary>
    public static LocalizedText Of(Operation operation) => operation switch
    {
        Operation.Check => new("memeriksa orang demi orang apakah daftarnya tumpang tindih dengan", "check person by person whether its list overlaps with"),
        Operation.Upload => new("mengunggah dan memelihara sebagai pemilik", "upload and keep as its owner"),
        Operation.Duplicates => new("mencari data ganda barisnya sendiri di", "look for duplicates of its own rows in"),
        Operation.Overlaps => new("melihat jumlah tumpang tindih (tanpa data perorangan) antara", "see overlap counts (no data of single persons) between"),
        Operation.Coverage => new("melihat jumlah yang terjangkau bantuan (tanpa data perorangan) menurut", "see how many are reached by aid (no data of single persons) by"),
        Operation.Compare => new("membandingkan jumlah (tanpa data perorangan) antara", "compare counts (no data of single persons) between"),
        Operation.Subject => new("menjawab permintaan subjek data mengenai", "answer requests of data subjects about"),
        Operation.Audit => new("membaca log audit", "read the audit log"),
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, null),
    };

    public static LocalizedText Of(Disclosure disclosure) => disclosure switch
    {
        Disclosure.Overlap => new("ada atau tidaknya tumpang tindih", "whether there is an overlap"),
        Disclosure.Provider => new("penyedia bantuan", "the provider"),
        Disclosure.Category => new("bidang kebutuhan", "the need that is served"),
        Disclosure.Programme => new("nama program", "the programme's name"),
        Disclosure.Year => new("tahun", "the year"),
        Disclosure.Period => new("periode", "the period"),
        Disclosure.AmountBand => new("golongan besar bantuan", "the band of the amount"),
        Disclosure.Region => new("wilayah", "the region"),
        Disclosure.Household => new("tumpang tindih keluarga", "overlaps of the family"),
        _ => throw new ArgumentOutOfRangeException(nameof(disclosure), disclosure, null),
    };

    public static LocalizedText Of(PersonKind kind) => kind switch
    {
        PersonKind.Nik => new("NIK", "NIK"),
        PersonKind.Kk => new("nomor KK", "family card number (KK)"),
        PersonKind.Mk => new("kunci pencocokan", "match key"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static LocalizedText Of(QuotaPeriod period) => period switch
    {
        QuotaPeriod.Day => new("setiap hari", "a day"),
        QuotaPeriod.Week => new("setiap minggu mulai Senin", "a week from Monday"),
        QuotaPeriod.Month => new("setiap bulan", "a month"),
        QuotaPeriod.Year => new("setiap tahun", "a year"),
        _ => throw new ArgumentOutOfRangeException(nameof(period), period, null),
    };
}
