using System.Globalization;
using System.Text;
using Pmo.Protocol.Inputs;

namespace Pmo.EndToEnd.Tests.Running;

/// <summary>Invented people that are in no demo dataset: they were registered in a kecamatan the demo does not use. Serials below 5000.</summary>
internal static class People
{
    /// <summary>Different people for different <paramref name="from"/>.</summary>
    public static IReadOnlyList<string> Make(int from, int count) =>
        Enumerable.Range(from, count).Select(Nik).ToList();

    /// <summary>A list as a CSV file with a column NIK.</summary>
    public static void WriteCsv(string path, IEnumerable<string> niks)
    {
        var text = new StringBuilder("Nama,NIK\n");
        var number = 0;
        foreach (var nik in niks)
        {
            text.Append(CultureInfo.InvariantCulture, $"Orang {++number},{nik}\n");
        }

        System.IO.File.WriteAllText(path, text.ToString());
    }

    private static string Nik(int i)
    {
        // Lampung Barat, Balik Bukit; day, month, year and serial count up in mixed radix, so that no two are alike.
        var day = i % 28 + 1 + i % 2 * 40; // every other one a woman
        var month = i / 28 % 12 + 1;
        var year = i / (28 * 12) % 60 + 40;
        var serial = i / (28 * 12 * 60) + 1;
        var nik = string.Create(CultureInfo.InvariantCulture, $"180404{day:D2}{month:D2}{year % 100:D2}{serial:D4}");
        Protocol.Inputs.Nik.TryParse(nik, out _, out _).ShouldBe(NikDefect.None);
        return nik;
    }
}
