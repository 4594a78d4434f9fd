namespace Pmo.Agreements;

/// <summary>Collects what is wrong with one file.</summary>
internal sealed class FileErrors(string file, List<PolicyError> errors)
{
    private const int LongestQuote = 60;

    public string File => file;

    public int Count => errors.Count;

    public void Add(PolicyErrorCode code, int line, string id, string en) =>
        errors.Add(new PolicyError(code, file, line, new LocalizedText(id, en)));

    public RuleLocation At(int line) => new(file, line);

    /// <summary>A value for a message: short, in quotes, and only characters that a terminal shows as they are.</summary>
    public static string Quote(string value)
    {
        var shown = value.Length > LongestQuote ? string.Concat(value.AsSpan(0, LongestQuote), "…") : value;
        return "'" + string.Concat(shown.Select(c => TextRules.IsRefused(c) || c == '\n' ? '?' : c)) + "'";
    }
}
