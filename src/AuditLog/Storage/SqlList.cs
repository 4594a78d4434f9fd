using System.Data;
using System.Data.Common;
using System.Text.RegularExpressions;
using Dapper;

namespace Pmo.AuditLog.Storage;

/// <summary>
/// The values of <c>IN @name</c>: numbers for SQLite as JSON, else each a parameter of its own. Dapper would hand PostgreSQL an array, which <c>IN</c> does not take.
/// </summary>
internal sealed class SqlList : SqlMapper.ICustomQueryParameter
{
    /// <summary>Both engines take some ten thousand values in a statement; longer lists are asked for in slices.</summary>
    public const int Most = 1000;

    private readonly object[] _values;

    private SqlList(object[] values) => _values = values;

    public static SqlList Of<T>(IEnumerable<T> values)
        where T : notnull => new([.. values.Cast<object>()]);

    /// <inheritdoc/>
    public void AddParameter(IDbCommand command, string name)
    {
        // SQLite's driver looks each parameter up among all of the statement: a thousand numbers take milliseconds unless they are one.
        if (_values is [long, ..] && command.Connection is DbConnection connection && Engine.IsSqlite(connection))
        {
            Add(command, $"@{name}_0", $"[{string.Join(',', _values)}]");
            Replace(command, name, $"(SELECT value FROM json_each(@{name}_0))");
            return;
        }

        var names = new List<string>(_values.Length);
        foreach (var value in _values)
        {
            names.Add(FormattableString.Invariant($"@{name}_{names.Count}"));
            Add(command, names[^1], value);
        }

        // Nothing is among no values.
        Replace(command, name, names.Count == 0 ? "(NULL)" : $"({string.Join(", ", names)})");
    }

    private static void Add(IDbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }

    private static void Replace(IDbCommand command, string name, string list) =>
        command.CommandText = Regex.Replace(command.CommandText, $@"@{name}\b", list, RegexOptions.None, TimeSpan.FromSeconds(1));
}
