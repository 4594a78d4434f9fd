using System.Data;
using System.Text.RegularExpressions;
using Dapper;

namespace Pmo.AuditLog.Storage;

/// <summary>
/// The values of <c>IN @name</c>, each a parameter of its own. Dapper does the same for SQLite, but hands PostgreSQL an array, which <c>IN</c> does not take.
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
        var names = new List<string>(_values.Length);
        foreach (var value in _values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (FormattableString.Invariant($"@{name}_{names.Count}"), value);
            command.Parameters.Add(parameter);
            names.Add(parameter.ParameterName);
        }

        // Nothing is among no values.
        var list = names.Count == 0 ? "(NULL)" : $"({string.Join(", ", names)})";
        command.CommandText = Regex.Replace(command.CommandText, $@"@{name}\b", list, RegexOptions.None, TimeSpan.FromSeconds(1));
    }
}
