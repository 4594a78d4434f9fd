using System.Security.Cryptography;
using System.Text.Json;
using Pmo.AppHost.Running;
using Pmo.Hosting.Startup;

namespace Pmo.AppHost.Demo;

/// <summary>
/// The demo's people, one for each organisation and role that makes sense: passwords and TOTP secrets are made at the first start, kept where only their
/// owner reads, and printed. Anybody who reads the screen is meant to sign in.
/// </summary>
internal static class DemoPeople
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int SecretLength = 32; // 160 bits
    private const int PasswordLength = 16;
    private static readonly JsonSerializerOptions Indented = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private static readonly (string UserName, string DisplayName, string Org, string Role)[] All =
    [
        ("csr.contoh", "Petugas CSR (contoh)", DemoOrganisations.Csr, "csr"),
        ("dinas.contoh", "Petugas Dinas Sosial (contoh)", DemoOrganisations.Dinsos, "dinas"),
        ("analis.contoh", "Analis Bappeda (contoh)", "bappeda-lampung", "analyst"),
        ("dpo.contoh", "DPO (contoh)", "dpo-pmo", "dpo"),
        ("operator1.contoh", "Operator pertama (contoh)", "operator-pmo", "operator"),
        ("operator2.contoh", "Operator kedua (contoh)", "operator-pmo", "operator"),
    ];

    /// <summary>Writes the file for Identity, once.</summary>
    public static void Prepare(DataFolder folder)
    {
        if (!File.Exists(folder.People))
        {
            var people = All.Select(p => new Entry(
                p.UserName, p.DisplayName, p.Org, [p.Role], RandomNumberGenerator.GetString(PasswordLetters, PasswordLength),
                RandomNumberGenerator.GetString(Base32, SecretLength)));
            PrivateFile.Write(folder.People, JsonSerializer.SerializeToUtf8Bytes(new Content([.. people]), Indented));
        }
    }

    /// <summary>Prints who can sign in, and with what.</summary>
    public static void Print(DataFolder folder)
    {
        var people = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(folder.People), Indented)!.People;
        Console.WriteLine($"\n{"akun / account",-18} {"kata sandi / password",-22} TOTP");
        foreach (var person in people)
        {
            Console.WriteLine($"{person.UserName,-18} {person.Password,-22} {person.TotpSecret}");
        }

        Console.WriteLine();
    }

    private sealed record Content(List<Entry> People);

    private sealed record Entry(string UserName, string DisplayName, string Org, List<string> Roles, string Password, string TotpSecret);
}
