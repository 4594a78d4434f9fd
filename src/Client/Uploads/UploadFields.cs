using System.Globalization;
using System.Text.RegularExpressions;
using Pmo.Client.Lists;
using Pmo.Client.Niks;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;

namespace Pmo.Client.Uploads;

/// <summary>Reads the fields of a row. One that cannot be read is left out and counted, never guessed at. One thread's.</summary>
internal sealed partial class UploadFields(UploadColumns columns, string status)
{
    private const int Milliseconds = 1000; // of matching: a cell that takes longer is hostile
    private static readonly char[] Between = [',', ';', '|'];

    public Dictionary<string, int> Quality { get; } = [];

    public UploadRow Read(ListRows row) => new(
        Token: [],
        Status(row),
        AidType: Field(row, "aidType", text => Code().Match(Dashes().Replace(text.ToUpperInvariant(), "_")) is { Success: true } code ? code.Value : null),
        Amount: Amount(row),
        Period: Field(row, "period", text => PeriodText.TryParse(text, out var period) ? period : null),
        Region: Region(row),
        Desil: Desil(row),
        Needs: Text(row, "needs") is { Length: > 0 } needs
            ? [.. needs.ToLowerInvariant().Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)]
            : null,
        Ref: Field(row, "ref", text => Reference().IsMatch(text) && !SixteenDigits().IsMatch(text) ? text : null));

    /// <summary>The row's family card; null when it has none, or something that is none.</summary>
    public Kk? Card(ListRows row, ColumnTally tally)
    {
        if (columns["kk"] is not (>= 0 and var column))
        {
            return null;
        }

        var verdict = NikJudge.Judge(row, new NikColumns(column, Kk: -1, BirthDate: -1, Kind: IdentityKind.Kk));
        tally.Add(row[column], verdict);
        if (verdict.Status == NikStatus.Invalid)
        {
            Count(Unreadable("kk"));
        }

        return verdict.Status == NikStatus.Valid ? Kk.Of(verdict.Nik) : null;
    }

    /// <summary>A Kemendagri code of 2, 4, 6 or 10 digits; dots are left out.</summary>
    public string? Region(ListRows row) => Field(row, "region", text =>
    {
        var digits = text.Replace(".", "", StringComparison.Ordinal);
        return RegionCode().IsMatch(digits) ? digits : null;
    });

    public void Count(string code) => Quality[code] = Quality.GetValueOrDefault(code) + 1;

    private string Text(ListRows row, string field) => columns[field] is >= 0 and var column ? row[column].Text.Trim() : "";

    private string? Field(ListRows row, string field, Func<string, string?> read)
    {
        var text = Text(row, field);
        var value = text.Length == 0 ? null : read(text);
        if (value is null && text.Length > 0)
        {
            Count(Unreadable(field));
        }

        return value;
    }

    private long? Amount(ListRows row)
    {
        if (Text(row, "amount").Length == 0)
        {
            return null;
        }

        if (AmountText.TryParse(row[columns["amount"]], out var rupiah))
        {
            return rupiah;
        }

        Count(Unreadable("amount"));
        return null;
    }

    private int? Desil(ListRows row) =>
        Field(row, "desil", text => DesilText().Match(text) is { Success: true } match ? match.Groups["desil"].Value : null) is { } desil
            ? int.Parse(desil, NumberStyles.None, CultureInfo.InvariantCulture)
            : null;

    private string Status(ListRows row) => Field(row, "status", text => text.ToUpperInvariant() switch
    {
        "CLAIMED" or "DIAJUKAN" or "USULAN" or "DIUSULKAN" => "claimed",
        "DELIVERED" or "DISALURKAN" or "TERSALUR" or "DITERIMA" or "SALUR" => "delivered",
        _ => null,
    }) ?? status;

    private static string Unreadable(string field) => field switch
    {
        "aidType" => "aid_type_unreadable",
        _ => field + "_unreadable",
    };

    [GeneratedRegex(@"\A[A-Z][A-Z0-9_]{1,31}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Code();

    [GeneratedRegex(@"[\s./-]+", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Dashes();

    [GeneratedRegex(@"\A[1-9]([0-9]|[0-9]{3}|[0-9]{5}|[0-9]{9})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex RegionCode();

    [GeneratedRegex(@"\A(desil\s*)?(?<desil>10|[1-9])\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, Milliseconds)]
    private static partial Regex DesilText();

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex Reference();

    [GeneratedRegex(@"\A[0-9]{16}\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex SixteenDigits();
}
