using System.Globalization;
using Pmo.Client.Messages;

namespace Pmo.Client.Niks;

/// <summary>What is said about NIKs. Lines are named, values never.</summary>
internal static class NikMessages
{
    public static Message Length(int line, int digits) => new(
        "nik_length",
        $"Baris {line}: NIK berisi {digits} angka, seharusnya 16. Periksa KTP.",
        $"Line {line}: the NIK has {digits} digits, it should have 16. Check the ID card.");

    public static Message Letters(int line) => new(
        "nik_letters",
        $"Baris {line}: NIK berisi huruf atau tanda lain. Periksa KTP.",
        $"Line {line}: the NIK holds letters or other signs. Check the ID card.");

    /// <param name="line">Where.</param>
    /// <param name="digits">The six digits of the date of birth: day (+ 40 for women), month, year.</param>
    public static Message Date(int line, ReadOnlySpan<char> digits)
    {
        var day = Two(digits);
        var month = Two(digits[2..]);
        var (id, en) = day is 0 or (> 31 and < 41) or > 71
            ? ($"{day:00}", $"{day:00}")
            : month is 0 or > 12 ? ($"bulan {month:00}", $"month {month:00}") : ($"{day:00}-{month:00}", $"{day:00}-{month:00}");
        return new Message(
            "nik_date",
            $"Baris {line}: tanggal lahir dalam NIK tidak mungkin ({id}). Periksa KTP.",
            $"Line {line}: the date of birth in the NIK is impossible ({en}). Check the ID card.");
    }

    public static Message Serial(int line) => new(
        "nik_serial",
        $"Baris {line}: nomor urut NIK (empat angka terakhir) tidak boleh 0000. Periksa KTP.",
        $"Line {line}: the serial number of the NIK (its last four digits) cannot be 0000. Check the ID card.");

    public static Message FirstDigit(int line) => new(
        "nik_first_digit",
        $"Baris {line}: NIK tidak mungkin diawali angka 0. Periksa KTP.",
        $"Line {line}: a NIK cannot begin with 0. Check the ID card.");

    public static Message ExcelCutRow(int line) => new(
        "nik_excel_cut",
        $"Baris {line}: NIK tersimpan sebagai angka, angka ke-16 sudah hilang. Ketik ulang dari KTP pada sel berformat Teks.",
        $"Line {line}: the NIK was stored as a number, its 16th digit is lost. Type it again from the ID card in a cell formatted as Text.");

    public static Message ExcelCut(int zeros, int all) => new(
        "nik_excel_cut",
        $"Kolom NIK rusak oleh Excel: {zeros} dari {all} berakhiran 0. Angka ke-16 sudah hilang. Minta berkas asli, lalu format kolom sebagai Teks.",
        $"The NIK column was damaged by Excel: {zeros} of {all} end in 0. The 16th digit is lost. Ask for the original file, then format the column as Text.");

    public static Message KkInNikColumn(int valid) => new(
        "kk_in_nik_column",
        $"Dari {valid} NIK tidak ada satu pun perempuan (tanggal lahir di atas 40). Periksa apakah kolom ini berisi nomor KK.",
        $"Of {valid} NIKs none is a woman's (day of birth above 40). Check whether this column holds family card (KK) numbers.");

    public static Message NothingValid() => new(
        "no_valid_nik",
        "Tidak ada NIK yang sah dalam kolom ini. Periksa apakah kolomnya benar (--column).",
        "There is no valid NIK in this column. Check whether it is the right one (--column).");

    public static Message AreaUnknown(int line, int digits, string code) => new(
        "nik_area_unknown",
        $"Baris {line}: kode {Area(digits, "provinsi", "kabupaten/kota", "kecamatan")} dalam NIK tidak dikenal ({code}). Tetap diperiksa.",
        $"Line {line}: the {Area(digits, "province", "regency", "district")} code in the NIK is not known ({code}). Checked all the same.");

    public static Message OtherProvince(int line, string province) => new(
        "nik_other_province",
        $"Baris {line}: NIK pertama kali didaftarkan di luar Lampung ({province}). Tetap diperiksa.",
        $"Line {line}: the NIK was first registered outside Lampung ({province}). Checked all the same.");

    public static Message EqualsKk(int line) => new(
        "nik_equals_kk",
        $"Baris {line}: NIK sama dengan nomor KK. Periksa salah satunya.",
        $"Line {line}: the NIK equals the family card (KK) number. Check one of them.");

    public static Message BirthDateDiffers(int line) => new(
        "nik_birth_date_differs",
        $"Baris {line}: tanggal lahir dalam NIK berbeda dari kolom tanggal lahir. Tetap diperiksa.",
        $"Line {line}: the date of birth in the NIK differs from the date column. Checked all the same.");

    public static Message Duplicate(int line) => new("nik_duplicate", $"sama dengan baris {line}", $"same as line {line}");

    private static string Area(int digits, string province, string regency, string district) =>
        digits switch { 2 => province, 4 => regency, _ => district };

    private static int Two(ReadOnlySpan<char> digits) => int.Parse(digits[..2], NumberStyles.None, CultureInfo.InvariantCulture);
}
