using System.Collections.Frozen;
using System.Text;
using CsvHelper;

namespace Pmo.Client.Lists;

/// <summary>
/// Finds the columns of real lists by the names they are known to have. Names are compared without case, spaces, underscores and
/// punctuation: <c>NO. KTP</c> is <c>no_ktp</c>. Account numbers have no field: they are not read. Thread-safe.
/// </summary>
public static class ColumnMap
{
    private static readonly FrozenDictionary<string, string[]> Aliases = Load();

    /// <summary>
    /// The fields: <c>nik</c>, <c>kk</c>, <c>name</c>, <c>birthDate</c>, <c>aidType</c>, <c>amount</c>, <c>period</c>, <c>region</c>,
    /// <c>desil</c>, …
    /// </summary>
    public static IReadOnlyCollection<string> Fields => Aliases.Keys;

    /// <summary>The columns that can hold a field, the best-known name first; empty when there is none.</summary>
    /// <param name="field">A field's name, see <see cref="Fields"/>, or its Indonesian one (<c>jenis_bantuan</c>).</param>
    /// <param name="headers">The list's header.</param>
    /// <returns>0-based columns.</returns>
    /// <exception cref="ArgumentException">There is no such field.</exception>
    public static IReadOnlyList<int> Find(string field, IReadOnlyList<string> headers)
    {
        if (!Aliases.TryGetValue(field, out var aliases))
        {
            throw new ArgumentException("No such field.", nameof(field));
        }

        var names = headers.Select(Normalise).ToArray();
        return [.. aliases.SelectMany(a => Positions(names, a)).Distinct()];
    }

    /// <summary>Letters and digits only, in capitals, compatibility forms folded (full-width letters of pasted text).</summary>
    internal static string Normalise(string name)
    {
        var kept = new StringBuilder(name.Length);
        foreach (var c in Fold(name))
        {
            if (char.IsLetterOrDigit(c))
            {
                kept.Append(char.ToUpperInvariant(c));
            }
        }

        return kept.ToString();
    }

    private static string Fold(string name)
    {
        try
        {
            return name.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // Half a surrogate pair, from a broken file; such a name matches nothing anyway.
            return name;
        }
    }

    private static IEnumerable<int> Positions(string[] names, string alias) =>
        Enumerable.Range(0, names.Length).Where(i => names[i] == alias);

    private static FrozenDictionary<string, string[]> Load()
    {
        var found = new Dictionary<string, string[]>();
        using var stream = typeof(ColumnMap).Assembly.GetManifestResourceStream("Pmo.Client.Lists.Data.column-aliases.csv")!;
        using var csv = CsvReader.Create(stream, new CsvReaderOptions { Separator = ',' });
        while (csv.Read())
        {
            var (field, column) = (csv.GetString(0), csv.GetString(1));
            string[] aliases = [.. csv.GetString(2).Split('|').Append(column).Append(field).Select(Normalise).Distinct()];
            found[field] = aliases;
            found[column] = aliases;
        }

        return found.ToFrozenDictionary();
    }
}
