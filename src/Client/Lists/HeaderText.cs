using Pmo.Protocol.Inputs;

namespace Pmo.Client.Lists;

/// <summary>
/// Shows a header, a sheet's or a file's name in a message. Where the header row is missing, the first data row is taken for it, so
/// what looks like a NIK is masked, also with separators in it.
/// </summary>
internal static class HeaderText
{
    private const int Longest = 120;
    private const int MostNames = 60;
    private const int HarmlessDigits = 10;

    public static string Show(string header)
    {
        var text = header.Trim().ReplaceLineEndings(" ");
        text = text.Length > Longest ? string.Concat(text.AsSpan(0, Longest), "…") : text;
        if (text.Count(char.IsDigit) <= HarmlessDigits)
        {
            return text;
        }

        return Nik.TryParse(text, out var nik, out _) == NikDefect.None
            ? nik.Masked
            : string.Create(text.Length, text, (span, t) =>
            {
                for (var i = 0; i < t.Length; i++)
                {
                    span[i] = char.IsDigit(t[i]) && i >= 4 ? '•' : t[i];
                }
            });
    }

    /// <summary>Names that are not blank, between commas; the rest of a long list as an ellipsis.</summary>
    public static string Show(IEnumerable<string> headers)
    {
        var shown = headers.Where(h => !string.IsNullOrWhiteSpace(h)).Select(Show).Take(MostNames + 1).ToList();
        return shown.Count > MostNames ? string.Join(", ", shown.Take(MostNames)) + ", …" : string.Join(", ", shown);
    }
}
