using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pmo.Agreements;

/// <summary>The names of an enum's values as files and answers write them: words in lower case, joined by <paramref name="separator"/>.</summary>
internal sealed class WireNames<T>(char separator)
    where T : struct, Enum
{
    private readonly FrozenDictionary<T, string> names =
        Enum.GetValues<T>().ToFrozenDictionary(value => value, value => Spell(value.ToString(), separator));

    private readonly FrozenDictionary<string, T> values =
        Enum.GetValues<T>().ToFrozenDictionary(value => Spell(value.ToString(), separator), StringComparer.Ordinal);

    public string this[T value] => names[value];

    /// <summary>All names in the order of declaration.</summary>
    public IEnumerable<string> Names => Enum.GetValues<T>().Select(value => names[value]);

    /// <summary>The same, for messages.</summary>
    public string All => string.Join(", ", Names);

    public bool TryParse([NotNullWhen(true)] string? text, out T value)
    {
        value = default;
        return text is not null && values.TryGetValue(text, out value);
    }

    private static string Spell(string name, char separator)
    {
        var spelt = new StringBuilder(name.Length + 4);
        foreach (var letter in name)
        {
            if (char.IsAsciiLetterUpper(letter) && spelt.Length > 0)
                spelt.Append(separator);
            spelt.Append(char.ToLowerInvariant(letter));
        }

        return spelt.ToString();
    }
}
