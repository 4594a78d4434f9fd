using Pmo.Client.Messages;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Niks;

/// <summary>What is said about family card numbers. Lines are named, values never.</summary>
internal static class KkMessages
{
    /// <param name="defect">What is wrong; not <see cref="NikDefect.None"/>.</param>
    /// <param name="line">Where.</param>
    /// <param name="digits">How many digits there are.</param>
    public static Message Of(NikDefect defect, int line, int digits) => defect switch
    {
        NikDefect.Length => new(
            "kk_length",
            $"Baris {line}: nomor KK berisi {digits} angka, seharusnya 16. Periksa kartu keluarga.",
            $"Line {line}: the family card number has {digits} digits, it should have 16. Check the card."),
        NikDefect.Letters => new(
            "kk_letters",
            $"Baris {line}: nomor KK berisi huruf atau tanda lain. Periksa kartu keluarga.",
            $"Line {line}: the family card number holds letters or other signs. Check the card."),
        NikDefect.Date => new(
            "kk_date",
            $"Baris {line}: tanggal dalam nomor KK tidak mungkin. Periksa kartu keluarga.",
            $"Line {line}: the date in the family card number is impossible. Check the card."),
        NikDefect.Serial => new(
            "kk_serial",
            $"Baris {line}: nomor urut KK (empat angka terakhir) tidak boleh 0000. Periksa kartu keluarga.",
            $"Line {line}: the serial number of the family card (its last four digits) cannot be 0000. Check the card."),
        NikDefect.FirstDigit => new(
            "kk_first_digit",
            $"Baris {line}: nomor KK tidak mungkin diawali angka 0. Periksa kartu keluarga.",
            $"Line {line}: a family card number cannot begin with 0. Check the card."),
        _ => throw new ArgumentOutOfRangeException(nameof(defect), defect, null),
    };

    public static Message ExcelCutRow(int line) => new(
        "kk_excel_cut",
        $"Baris {line}: nomor KK tersimpan sebagai angka, angka ke-16 sudah hilang. Ketik ulang dari kartu keluarga pada sel berformat Teks.",
        $"Line {line}: the family card number was stored as a number, its 16th digit is lost. Type it again from the card in a cell formatted as Text.");

    public static Message ExcelCut(int zeros, int all) => new(
        "kk_excel_cut",
        $"Kolom nomor KK rusak oleh Excel: {zeros} dari {all} berakhiran 0. Angka ke-16 sudah hilang. Minta berkas asli, lalu format kolom sebagai Teks; "
        + "untuk mengunggah tanpa KK: --map kk=",
        $"The family card column was damaged by Excel: {zeros} of {all} end in 0. The 16th digit is lost. Ask for the original file, then format the column "
        + "as Text; to upload without cards: --map kk=");

    public static Message NothingValid() => new(
        "no_valid_kk",
        "Tidak ada nomor KK yang sah dalam kolom ini. Periksa apakah kolomnya benar (--column).",
        "There is no valid family card number in this column. Check whether it is the right one (--column).");
}
