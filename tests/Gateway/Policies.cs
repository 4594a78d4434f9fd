using System.Globalization;
using Pmo.Testing;

namespace Pmo.Gateway.Tests;

/// <summary>The agreements of the tests: two owners, many like partners so that every test has its own quota, and some that are wrong in one way.</summary>
internal static class Policies
{
    public const int Partners = 60;
    public const int Cleaners = 16;
    public const int Quota = 100;
    public const int LargestList = 50;
    public const string Purpose = "pre-donation-check";

    /// <summary>A partner with an RSA key and no agreement.</summary>
    public const string Rsa = "csr-rsa";
    private const string Year2026 = "{ from: 2026-01-01, until: 2026-12-31 }";
    private const string List = "{ min: 1, max: 50 }";

    public static IEnumerable<string> Organisations =>
    [
        "dinsos", "baznas", "disperkim", "csr-odd", "csr-forbidden", "csr-family", "csr-region", Rsa,
        .. Enumerable.Range(1, Cleaners).Select(Cleaner), .. Enumerable.Range(1, Partners).Select(Partner),
    ];

    /// <summary>An organisation with datasets <c>ORG-a</c> and <c>ORG-b</c> of its own, whose duplicates in <c>pkh</c> it may ask for.</summary>
    public static string Cleaner(int number) => string.Create(CultureInfo.InvariantCulture, $"cleaner-{number:D2}");

    public static string Partner(int number) => string.Create(CultureInfo.InvariantCulture, $"csr-{number:D2}");

    public static void WriteTo(TempDirectory folder)
    {
        Directory.CreateDirectory(folder.File("policies"));
        Write(folder, Owner("dinsos", "pkh, dtsen, rollup"));
        Write(folder, Owner("baznas", "zakat, infak"));
        Write(folder, Owner("disperkim", "rtlh, bsps", kinds: "nik, kk"));
        Write(folder, Check("csr-family-pks", "csr-family", Year2026, List, "overlap, category, household", ["disperkim"], "rtlh", "nik, kk"));
        Write(folder, Check("csr-region-pks", "csr-region", Year2026, List, owners: ["disperkim"], datasets: "rtlh"));
        Write(folder, Check("odd-expired", "csr-odd", "{ from: 2025-01-01, until: 2025-12-31 }", List));
        Write(folder, Check("odd-future", "csr-odd", "{ from: 2027-01-01, until: 2027-12-31 }", List));
        Write(folder, Check("odd-list", "csr-odd", Year2026, "{ min: 20, max: 40 }"));
        Write(folder, Check("odd-unapproved", "csr-odd", Year2026, List, owners: ["dinsos"]));
        Write(folder, Check("odd-provider", "csr-odd", Year2026, List, disclose: "overlap, provider, category"));
        Write(folder, Check("forbidden", "csr-forbidden", Year2026, List) + "forbids:\n  - operation: check\n    datasets: [zakat]\n");
        foreach (var cleaner in Enumerable.Range(1, Cleaners).Select(Cleaner))
        {
            Write(folder, Clean(cleaner));
        }

        Write(folder, Analyst);
        foreach (var partner in Enumerable.Range(1, Partners).Select(Partner))
        {
            Write(folder, Check(partner + "-pks", partner, Year2026, List));
        }
    }

    public static string Owner(string party, string datasets, string kinds = "nik") =>
        $$"""
        id: {{party}}-pks
        title: { id: Pendaftaran, en: Registration }
        party: {{party}}
        basis: { law: UU 27/2022 }
        valid: {{Year2026}}
        purposes: [registration]
        permits:
          - operation: upload
            datasets: [{{datasets}}]
            kinds: [{{kinds}}]

        """;

    private static string Clean(string party) =>
        $$"""
        id: {{party}}-pks
        title: { id: Pembersihan data ganda, en: Duplicate clean-up }
        party: {{party}}
        basis: { law: UU 27/2022 }
        valid: {{Year2026}}
        purposes: [registration, duplicate-cleanup, subject-request]
        permits:
          - operation: upload
            datasets: [{{party}}-a, {{party}}-b]
          - operation: duplicates
            datasets: [{{party}}-a, {{party}}-b, pkh]
            kinds: [nik]
            disclose: [overlap, category, year]
            quota: { persons: {{Quota}}, per: month }
          - operation: subject
            datasets: [{{party}}-a, pkh]
            kinds: [nik, kk]
        approvals:
          - { owner: dinsos, by: dpo@dinsos.example, date: 2025-01-02 }

        """;

    private static string Analyst =>
        $$"""
        id: analyst-pks
        title: { id: Evaluasi, en: Evaluation }
        party: analyst
        basis: { law: UU 27/2022 }
        valid: {{Year2026}}
        purposes: [evaluation]
        permits:
          - operation: coverage
            datasets: [dtsen, pkh, zakat]
            threshold: 2
          - operation: overlaps
            datasets: [dtsen, pkh, zakat]
            threshold: 2
          - operation: compare
            datasets: [dtsen, rollup]
            threshold: 2
        approvals:
          - { owner: dinsos, by: dpo@dinsos.example, date: 2025-01-02 }
          - { owner: baznas, by: dpo@baznas.example, date: 2025-01-02 }

        """;

    private static string Check(
        string id, string party, string valid, string list, string disclose = "overlap, category, year", string[]? owners = null,
        string datasets = "pkh, zakat", string kinds = "nik") =>
        $$"""
        id: {{id}}
        title: { id: Pemeriksaan, en: Check }
        party: {{party}}
        basis: { law: UU 27/2022 }
        valid: {{valid}}
        purposes: [{{Purpose}}, evaluation]
        permits:
          - operation: check
            datasets: [{{datasets}}]
            kinds: [{{kinds}}]
            disclose: [{{disclose}}]
            quota: { persons: {{Quota}}, per: month }
            list: {{list}}
        approvals:

        """ + string.Concat((owners ?? ["dinsos", "baznas"]).Select(o => $"  - {{ owner: {o}, by: dpo@{o}.example, date: 2025-01-02 }}\n"));

    private static void Write(TempDirectory folder, string yaml)
    {
        var id = yaml.Split('\n')[0]["id: ".Length..];
        folder.Write(Path.Combine("policies", id + ".yaml"), yaml);
    }
}
