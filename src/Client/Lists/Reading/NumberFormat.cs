namespace Pmo.Client.Lists.Reading;

/// <summary>Tells from a number format (ECMA-376 part 1, 18.8.30 and 18.8.31) whether it shows dates.</summary>
internal static class NumberFormat
{
    // Digits, and what is shown as it stands. Another character outside quotes makes it no format: the U of 'USD 0' must not leave the S a second.
    private const string Plain = "#?,!&%+-$€£0123456789{}():/. ";
    private const string Dates = "yYmMdDhHsSgG";
    private static readonly string[] Exponents = ["E+", "E-"];
    private static readonly string[] Noons = ["AM/PM", "A/P"];

    [Flags]
    private enum Parts
    {
        None = 0,
        Date = 1,
        Elapsed = 2,
        Other = 4,
    }

    /// <summary>The formats that every workbook has without saying so.</summary>
    public static CellFormat BuiltIn(int id) => id switch
    {
        46 => CellFormat.Duration,
        (>= 14 and <= 22) or 45 or 47 => CellFormat.Date,
        _ => CellFormat.Number,
    };

    /// <summary>Judges a format's code. A cell is a date when any of its sections is; a code that is none is a number's.</summary>
    public static CellFormat Of(string code)
    {
        var found = CellFormat.Number;
        var rest = code.AsSpan();
        while (!rest.IsEmpty)
        {
            var parts = Section(ref rest);
            if (parts is null or > Parts.Other)
            {
                return CellFormat.Number;
            }

            var section = parts.Value.HasFlag(Parts.Elapsed) ? CellFormat.Duration : parts.Value.HasFlag(Parts.Date) ? CellFormat.Date : CellFormat.Number;
            found = section == CellFormat.Date || found == CellFormat.Number ? section : found;
        }

        return found;
    }

    /// <summary>What is in the first section, which is cut off; null when it is none.</summary>
    private static Parts? Section(ref ReadOnlySpan<char> rest)
    {
        var parts = Parts.None;
        while (!rest.IsEmpty && rest[0] != ';')
        {
            var length = Token(rest, ref parts);
            if (length == 0)
            {
                return null;
            }

            rest = rest[Math.Min(length, rest.Length)..];
        }

        rest = rest.IsEmpty ? rest : rest[1..];
        return parts;
    }

    /// <summary>Characters of the first token; 0 when there is none.</summary>
    private static int Token(ReadOnlySpan<char> rest, ref Parts parts)
    {
        switch (rest[0])
        {
            case '\\' or '*' or '_':
                return 2;
            case '"':
                return rest[1..].IndexOf('"') + 2 is var quoted and > 1 ? quoted : 0;
            case '[':
                var end = rest.IndexOf(']');
                parts |= end > 1 && IsElapsed(rest[1..end]) ? Parts.Elapsed : Parts.None;
                return end + 1;
            case '@':
                parts |= Parts.Other;
                return 1;
        }

        if (Plain.Contains(rest[0], StringComparison.Ordinal))
        {
            return 1;
        }

        if (Word(rest, "General") is var general and > 0)
        {
            parts |= Parts.Other;
            return general;
        }

        if (Word(rest, Exponents) is var exponent and > 0)
        {
            return exponent;
        }

        var noon = Word(rest, Noons);
        if (noon > 0 || Dates.Contains(rest[0], StringComparison.Ordinal))
        {
            parts |= Parts.Date;
            return Math.Max(noon, 1);
        }

        return 0;
    }

    private static int Word(ReadOnlySpan<char> rest, params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (rest.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            {
                return word.Length;
            }
        }

        return 0;
    }

    // [h], [mm], [ss]; but [Magenta] is a colour.
    private static bool IsElapsed(ReadOnlySpan<char> inside) =>
        char.ToLowerInvariant(inside[0]) is var unit and ('h' or 'm' or 's') && inside.TrimStart([unit, char.ToUpperInvariant(unit)]).IsEmpty;
}
