using System.Text;

namespace Pmo.Agreements.Tests;

/// <summary>Two owners and a partner that may ask about both; tests change one thing in it.</summary>
internal static class Sample
{
    public const string Partner = """
        id: csr-one
        number: 1/PKS/2026
        title: { id: Pemeriksaan, en: Check }
        party: csr
        basis: { law: UU 27/2022, article: 20(2)f, note: catatan }
        valid: { from: 2026-01-01, until: 2026-12-31 }
        purposes: [pre-donation-check, evaluation]
        permits:
          - operation: check
            datasets: [pkh, zakat]
            kinds: [nik]
            disclose: [overlap, category]
            quota: { persons: 5000, per: month }
            list: { min: 20, max: 2000 }
        approvals:
          - { owner: dinsos, by: dpo@dinsos.example, date: 2026-01-02 }
          - { owner: baznas, by: dpo@baznas.example, date: 2026-01-03 }
        """;

    public static string Owner(string party, params string[] datasets) => $$"""
        id: {{party}}-own
        title: { id: Pendaftaran, en: Registration }
        party: {{party}}
        basis: { law: UU 27/2022 }
        valid: { from: 2026-01-01, until: 2026-12-31 }
        purposes: [registration]
        permits:
          - operation: upload
            datasets: [{{string.Join(", ", datasets)}}]
        """;

    /// <summary>An agreement that counts, with <paramref name="fields"/> from line 10 on.</summary>
    public static string Coverage(params string[] fields) => $$"""
        id: bappeda-one
        title: { id: Sasaran, en: Targeting }
        party: bappeda
        basis: { law: UU 27/2022 }
        valid: { from: 2026-01-01, until: 2026-12-31 }
        purposes: [targeting]
        permits:
          - operation: coverage
            datasets: [dtsen]
        {{string.Concat(fields.Select(field => $"    {field}\n"))}}approvals:
          - { owner: dinsos, by: dpo@dinsos.example, date: 2026-01-02 }
        """;

    /// <summary>The partner's agreement with one piece of text replaced, which must be there.</summary>
    public static string With(string old, string replacement)
    {
        Partner.ShouldContain(old);
        return Partner.Replace(old, replacement, StringComparison.Ordinal);
    }

    public static PolicyFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));

    public static PolicyFile[] Files(string partner = Partner) =>
        [File("csr.yaml", partner), File("dinsos.yaml", Owner("dinsos", "pkh", "dtsen")), File("baznas.yaml", Owner("baznas", "zakat"))];

    /// <summary>Loads as for services that keep to everything.</summary>
    public static PolicyLoad Load(IEnumerable<PolicyFile> files, PolicyFeatures enforced = PolicyFeatures.All) =>
        PolicyLoader.Load(PolicySource.Of(files), enforced);

    public static PolicySet Set(string partner = Partner, params PolicyFile[] more)
    {
        var load = Load([.. Files(partner), .. more]);
        load.Errors.ShouldBeEmpty();
        return load.Set.ShouldNotBeNull();
    }

    /// <summary>Errors as <c>line code</c>.</summary>
    public static string[] Errors(string text, PolicyFeatures enforced = PolicyFeatures.All) =>
        [.. Load([File("a.yaml", text)], enforced).Errors.Select(error => FormattableString.Invariant($"{error.Line} {error.Code.ToWire()}"))];

    public static DateTimeOffset At(string wib) => DateTimeOffset.Parse(wib + "+07:00", System.Globalization.CultureInfo.InvariantCulture);

    public static AccessRequest Request { get; } = new()
    {
        Partner = "csr",
        Agreement = "csr-one",
        Purpose = "pre-donation-check",
        Operation = Operation.Check,
        Kind = "nik",
        Persons = 100,
        At = At("2026-06-01T12:00:00"),
    };
}
