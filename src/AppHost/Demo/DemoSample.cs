using System.Globalization;
using System.Text;
using Pmo.AppHost.Running;
using Pmo.Hosting.Startup;

namespace Pmo.AppHost.Demo;

/// <summary>A CSR officer's list: 50 rows, of which 18 match, 27 do not, 3 cannot be NIKs and 2 people have none.</summary>
internal static class DemoSample
{
    public const int Match = 18;
    public const int None = 27;
    public const int Invalid = 3;
    public const int NoNik = 2;

    public static string PathIn(DataFolder folder) => Path.Combine(folder.Samples, "penerima-csr.csv");

    /// <summary>Writes the sample if it is not there.</summary>
    public static void Write(DataFolder folder)
    {
        if (File.Exists(PathIn(folder)))
        {
            return;
        }

        PrivateFile.CreateDirectory(folder.Samples);
        var text = new StringBuilder("No,Nama,NIK,Kecamatan\n");
        var number = 0;
        foreach (var nik in Niks())
        {
            number++;
            text.Append(CultureInfo.InvariantCulture, $"{number},Penerima {number:D2},{nik},Contoh\n");
        }

        PrivateFile.Write(PathIn(folder), Encoding.UTF8.GetBytes(text.ToString()));
    }

    private static IEnumerable<string> Niks()
    {
        // Every seventieth of those whom aid reaches, mixed with those whom it does not, and the slips that real lists have.
        var reached = Enumerable.Range(0, Match).Select(i => DemoLists.People[i * DemoLists.ReachedByNobody / Match].Nik.Reveal());
        var missed = Enumerable.Range(0, None).Select(i => DemoLists.People[DemoLists.ReachedByNobody + i * 20].Nik.Reveal());
        var some = DemoLists.People[^1].Nik.Reveal();
        string[] slips = [some[..15], string.Concat(some.AsSpan(0, 6), "32", some.AsSpan(8)), some[..13] + "O12", "", "-"];
        return reached.Concat(missed).Concat(slips).Select((nik, i) => (nik, place: i * 17 % (Match + None + Invalid + NoNik)))
            .OrderBy(n => n.place).Select(n => n.nik);
    }
}
