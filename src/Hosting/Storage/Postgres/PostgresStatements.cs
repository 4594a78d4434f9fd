using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Npgsql;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>The statements that a connection runs again and again: taken apart once. Not thread-safe, as the connection.</summary>
internal sealed partial class PostgresStatements
{
    private static readonly ConditionalWeakTable<NpgsqlConnection, PostgresStatements> OfConnections = [];

    private readonly Dictionary<string, NpgsqlCommand> _commands = new(StringComparer.Ordinal);

    /// <summary>Those of a connection.</summary>
    public static PostgresStatements Of(NpgsqlConnection connection) => OfConnections.GetValue(connection, _ => new PostgresStatements());

    /// <inheritdoc cref="Database.RunAsync"/>
    public async ValueTask<long?> RunAsync(string sql, object?[] values, NpgsqlTransaction transaction)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = new NpgsqlCommand(sql, transaction.Connection);
            foreach (var name in Parameter().Matches(sql).Select(m => m.Value).Distinct(StringComparer.Ordinal))
            {
                command.Parameters.Add(new NpgsqlParameter { ParameterName = name });
            }

            _commands.Add(sql, command);
        }

        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }

        return await command.ExecuteScalarAsync(CancellationToken.None) is { } result and not DBNull
            ? Convert.ToInt64(result, CultureInfo.InvariantCulture)
            : null;
    }

    [GeneratedRegex("@[a-z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex Parameter();
}
