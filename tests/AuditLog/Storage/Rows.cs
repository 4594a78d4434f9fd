using System.Data.Common;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Storage;

namespace Pmo.AuditLog.Tests.Storage;

/// <summary>Looks into the tables.</summary>
internal static class Rows
{
    public static Task<List<LogRow>> AllAsync(DbConnection connection) => EntryTable.ReadAsync(0, int.MaxValue, connection, CancellationToken.None);

    public static async Task<bool> RunAsync(string sql, DbTransaction transaction)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        await command.ExecuteNonQueryAsync();
        return true;
    }
}
