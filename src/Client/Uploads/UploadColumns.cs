using System.Collections.Frozen;
using Pmo.Client.Lists;
using Pmo.Client.Messages;

namespace Pmo.Client.Uploads;

/// <summary>Which columns of a list hold which fields of an upload, 0-based.</summary>
public sealed class UploadColumns
{
    /// <summary>Fields that a list's column can be mapped to. Status and reference are never guessed: too many columns are called so.</summary>
    public static IReadOnlyList<string> Fields { get; } = ["kk", "aidType", "amount", "period", "region", "desil", "needs", "status", "ref"];

    private static readonly string[] Guessed = ["kk", "aidType", "amount", "period", "region", "desil"];
    private readonly FrozenDictionary<string, int> _columns;
    private readonly FrozenSet<string> _mapped;

    private UploadColumns(IEnumerable<KeyValuePair<string, int>> columns, IEnumerable<string> mapped)
    {
        _columns = columns.ToFrozenDictionary();
        _mapped = mapped.ToFrozenSet();
    }

    /// <summary>Whether the user said where a field is, and it was not guessed.</summary>
    public bool IsMapped(string field) => _mapped.Contains(field);

    /// <summary>The column of a field, or -1.</summary>
    public int this[string field] => _columns.GetValueOrDefault(field, -1);

    /// <summary>The fields found, with their columns.</summary>
    public IReadOnlyDictionary<string, int> Found => _columns;

    /// <summary>Takes what the user mapped (<c>FIELD=COLUMN</c>, an empty column for 'none'), and guesses the rest by known names.</summary>
    /// <param name="maps">As given on the command line.</param>
    /// <param name="headers">The list's header.</param>
    /// <param name="nik">The NIK's column, which holds nothing else.</param>
    /// <param name="columns">The columns, when true is returned.</param>
    /// <param name="problem">Else <c>map_malformed</c>, <c>column_not_found</c>, <c>column_ambiguous</c>.</param>
    public static bool TryFind(IEnumerable<string> maps, IReadOnlyList<string> headers, int nik, out UploadColumns columns, out Message problem)
    {
        columns = null!;
        problem = default;
        var found = new Dictionary<string, int>();
        foreach (var map in maps)
        {
            var (field, name) = Split(map);
            if (!Fields.Contains(field))
            {
                problem = Malformed();
                return false;
            }

            var column = -1;
            if (name.Length > 0 && !ColumnChoice.TryChoose(Guessed.Contains(field) ? field : "nik", name, headers, out column, out problem))
            {
                return false;
            }

            found[field] = column;
        }

        var mapped = found.Keys.ToList();
        foreach (var field in Guessed.Where(f => !found.ContainsKey(f)))
        {
            if (ColumnMap.Find(field, headers) is [var column, ..] && column != nik)
            {
                found[field] = column;
            }
        }

        columns = new UploadColumns(found.Where(f => f.Value >= 0), mapped);
        return true;
    }

    private static (string Field, string Name) Split(string map)
    {
        var at = map.IndexOf('=', StringComparison.Ordinal);
        return at < 0 ? ("", "") : (map[..at], map[(at + 1)..]);
    }

    private static Message Malformed() => new(
        "map_malformed",
        $"--map ditulis FIELD=KOLOM; FIELD salah satu dari {string.Join(", ", Fields)}.",
        $"--map is written FIELD=COLUMN; FIELD is one of {string.Join(", ", Fields)}.");
}
