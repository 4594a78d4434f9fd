using System.Globalization;
using Pmo.Hosting.Problems;

namespace Pmo.Matching.Questions;

/// <summary>Reads a question's query string and gathers what is wrong with it. One request's own.</summary>
internal sealed class QueryReader(HttpRequest request)
{
    internal const int MostDimensions = 3;
    public static readonly string[] Levels = ["province", "kabupaten", "kecamatan", "village"];
    private const int DefaultLevel = 1;

    private readonly List<FailureItem> _items = [];

    public Failure? Failure => _items.Count == 0 ? null : new Failure(CommonErrors.FieldInvalid, [], _items);

    /// <summary>A parameter that must be there, once.</summary>
    public string Required(string name)
    {
        if (Optional(name) is { } value)
        {
            return value;
        }

        _items.Add(new FailureItem(CommonErrors.FieldMissing, [name], Field: name));
        return "";
    }

    /// <summary>One of a few.</summary>
    public string OneOf(string name, string otherwise, params string[] values)
    {
        var value = Optional(name) ?? otherwise;
        return values.Contains(value, StringComparer.Ordinal) ? value : Refuse(name, string.Join(" | ", values), otherwise);
    }

    /// <summary>Several of a few, separated by commas, without repetition and in the order of <paramref name="values"/>.</summary>
    public IReadOnlyList<string> SomeOf(string name, int most, params string[] values)
    {
        var asked = (Optional(name) ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).ToList();
        if (asked.Count > most || asked.Except(values, StringComparer.Ordinal).Any())
        {
            Refuse(name, $"<= {most}: {string.Join(',', values)}", "");
        }

        return [.. values.Intersect(asked, StringComparer.Ordinal)];
    }

    /// <summary>How deep regions are told: 0 province to 3 village.</summary>
    public int Level() => Array.IndexOf(Levels, OneOf("level", Levels[DefaultLevel], Levels));

    public DateOnly? Day(string name)
    {
        if (Optional(name) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) && day.Year is >= 2000 and <= 2100)
        {
            return day;
        }

        Refuse(name, "YYYY-MM-DD", "");
        return null;
    }

    /// <summary>Parameters that the call does not know are refused: a misspelt one would answer another question.</summary>
    public void Only(params string[] names)
    {
        foreach (var name in request.Query.Keys.Except(names, StringComparer.Ordinal))
        {
            _items.Add(new FailureItem(CommonErrors.FieldValue, ["query", string.Join(" | ", names)], Field: name.Length > 40 ? name[..40] : name));
        }
    }

    /// <summary>A parameter that may be there, once.</summary>
    public string? Optional(string name)
    {
        var values = request.Query[name];
        if (values.Count > 1)
        {
            Refuse(name, "1 ×", "");
        }

        return values.Count == 1 && !string.IsNullOrEmpty(values[0]) ? values[0] : null;
    }

    private string Refuse(string name, string must, string instead)
    {
        _items.Add(new FailureItem(CommonErrors.FieldValue, [name, must], Field: name));
        return instead;
    }
}
