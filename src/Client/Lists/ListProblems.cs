using System.Globalization;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists;

/// <summary>What can be wrong with a list as a file.</summary>
internal static class ListProblems
{
    public static Message NotFound(string path) => new(
        "file_not_found", $"Berkas tidak ditemukan: {HeaderText.Show(path)}", $"File not found: {HeaderText.Show(path)}");

    public static Message Unreadable(string? path) => new(
        "file_unreadable",
        $"Berkas tidak dapat dibaca{Named(path)}. Periksa hak akses, atau tutup dahulu di program lain.",
        $"The file cannot be read{Named(path)}. Check its permissions, or close it in the other program first.");

    public static Message Empty() => new("file_empty", "Berkas kosong.", "The file is empty.");

    public static Message NoRows() => new(
        "no_rows", "Berkas hanya berisi judul kolom, tidak ada baris data.", "The file has a header only, no data rows.");

    public static Message FileTooLarge(long bytes) => new(
        "file_too_large",
        $"Berkas terlalu besar: paling banyak {bytes >> 20} MiB. Pecah menjadi beberapa berkas.",
        $"The file is too large: at most {bytes >> 20} MiB. Split it into several files.");

    public static Message UnpacksTooLarge(long bytes) => new(
        "file_too_large",
        $"Isi berkas Excel terlalu besar: paling banyak {bytes >> 20} MiB setelah dibuka. Simpan kolom yang perlu saja sebagai CSV.",
        $"The workbook's content is too large: at most {bytes >> 20} MiB when unpacked. Save only the columns needed, as CSV.");

    public static Message Unsupported() => new(
        "file_type_unsupported",
        "Jenis berkas tidak didukung. Buka di Excel atau LibreOffice, lalu simpan sebagai .xlsx atau .csv.",
        "The file type is not supported. Open it in Excel or LibreOffice and save as .xlsx or .csv.");

    public static Message Damaged() => new(
        "file_damaged",
        "Berkas Excel rusak. Buka di Excel, perbaiki, lalu simpan ulang sebagai .xlsx.",
        "The workbook is damaged. Open it in Excel, let it repair the file, and save it again as .xlsx.");

    public static Message Encrypted() => new(
        "file_encrypted",
        "Berkas Excel dikunci kata sandi. Simpan salinan tanpa kata sandi.",
        "The workbook has a password. Save a copy without one.");

    public static Message Changed() => new(
        "file_changed",
        "Berkas berubah selama diproses. Jalankan lagi setelah berkas selesai disimpan.",
        "The file changed while it was in use. Run again when it has been saved.");

    public static Message SheetNotFound(IEnumerable<string> sheets) => new(
        "sheet_not_found",
        $"Lembar tidak ditemukan. Lembar yang ada: {HeaderText.Show(sheets)}.",
        $"Sheet not found. The sheets are: {HeaderText.Show(sheets)}.");

    public static Message TooManyRows(int most) => new(
        "too_many_rows",
        $"Terlalu banyak baris: paling banyak {Number(most, "id-ID")}. Pecah menjadi beberapa berkas.",
        $"Too many rows: at most {Number(most, "en-US")}. Split the list into several files.");

    public static Message TooManyColumns(int most) => new(
        "too_many_columns",
        $"Terlalu banyak kolom: paling banyak {most}. Hapus kolom yang tidak perlu, atau periksa pemisah kolom.",
        $"Too many columns: at most {most}. Remove those not needed, or check the delimiter.");

    public static Message CellTooLong(int line, int most) => new(
        "cell_too_long",
        $"Baris {line}: isi sel lebih dari {Number(most, "id-ID")} huruf. Periksa apakah tanda kutip tidak ditutup.",
        $"Line {line}: a cell is longer than {Number(most, "en-US")} characters. Check for a quote that is never closed.");

    public static Message QuoteOpen(int line) => new(
        "quote_not_closed",
        $"Baris {line}: tanda kutip (\") dibuka tetapi tidak ditutup. Perbaiki baris ini.",
        $"Line {line}: a quote (\") is opened and never closed. Mend this line.");

    private static string Named(string? path) => path is null ? "" : ": " + HeaderText.Show(path);

    private static string Number(int number, string culture) => number.ToString("N0", CultureInfo.GetCultureInfo(culture));
}
