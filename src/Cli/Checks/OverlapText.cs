using System.Globalization;
using Pmo.Cli.Screens;
using Pmo.Client.Messages;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Checks;

/// <summary>Overlaps in words, for <c>pmo_detail</c>: <c>Tunai bersyarat 2026; Kesehatan 2025</c>.</summary>
internal static class OverlapText
{
    /// <summary>All that was disclosed; the same words once. Empty when only the fact is disclosed.</summary>
    public static string Of(IReadOnlyList<Overlap> overlaps, Language language)
    {
        var text = string.Join("; ", overlaps.Select(o => Of(o, language)).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal));

        // A workbook or a spreadsheet's CSV import would take these for a formula.
        return text.Length > 0 && text[0] is '=' or '+' or '-' or '@' ? "'" + text : text;
    }

    private static string Of(Overlap overlap, Language language)
    {
        var head = overlap.Category ?? overlap.Programme ?? overlap.Provider;
        var when = overlap.Period ?? overlap.Year?.ToString(CultureInfo.InvariantCulture);
        string?[] more = [overlap.Provider, overlap.Programme, overlap.AmountBand, overlap.Region];
        var details = more.Where(m => !string.IsNullOrEmpty(m) && m != head).ToList();
        var parts = new List<string?>
        {
            head is null ? null : Capitalised(head),
            when,
            details.Count == 0 ? null : $"({string.Join(", ", details)})",
            overlap.Household == true ? Mark(language, "(sekeluarga)", "(household)") : null,
            overlap.Claimed == true ? Mark(language, "(diajukan)", "(claimed)") : null,
        };
        return Screen.Plain(string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p))));
    }

    private static string Mark(Language language, string id, string en) => language == Language.En ? en : id;

    private static string Capitalised(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
