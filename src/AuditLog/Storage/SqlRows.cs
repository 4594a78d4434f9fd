using System.Data.Common;
using System.Text;

namespace Pmo.AuditLog.Storage;

/// <summary>Rows that are inserted some at a time, each value a parameter of its own: a statement for each row would be a wait for each on PostgreSQL.</summary>
internal static class SqlRows
{
    // SQLite's driver looks each parameter up among all of the statement: more rows cost more each.
    private const int Most = 32;

    /// <summary>Inserts rows.</summary>
    /// <param name="insert">The statement up to <c>VALUES</c>.</param>
    /// <param name="conflict">What follows the rows.</param>
    /// <param name="rows">Of the same columns each.</param>
    /// <param name="transaction">The caller's.</param>
    public static async Task InsertAsync(string insert, string conflict, IEnumerable<object[]> rows, DbTransaction transaction)
    {
        DbCommand? command = null;
        try
        {
            foreach (var slice in rows.Chunk(Most))
            {
                // Compiled once for all slices that are full.
                if (command?.Parameters.Count != slice.Length * slice[0].Length)
                {
                    command?.Dispose();
                    command = Prepare(insert, conflict, slice.Length, slice[0].Length, transaction);
                }

                var parameter = 0;
                foreach (var value in slice.SelectMany(row => row))
                {
                    command.Parameters[parameter++].Value = value;
                }

                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
        finally
        {
            command?.Dispose();
        }
    }

    private static DbCommand Prepare(string insert, string conflict, int rows, int columns, DbTransaction transaction)
    {
        var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        var text = new StringBuilder(insert);
        for (var i = 0; i < rows * columns; i++)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = FormattableString.Invariant($"@p{i}");
            command.Parameters.Add(parameter);
            text.Append(i == 0 ? " (" : i % columns == 0 ? "), (" : ", ").Append(parameter.ParameterName);
        }

        command.CommandText = text.Append(") ").Append(conflict).ToString();
        return command;
    }
}
