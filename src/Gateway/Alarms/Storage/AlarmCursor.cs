using System.Data.Common;
using Dapper;

namespace Pmo.Gateway.Alarms.Storage;

/// <summary>How far the log has been looked at, for all replicas: whoever moves it has that stretch to itself.</summary>
internal static class AlarmCursor
{
    public static Task<long> ReadAsync(DbConnection connection) => connection.ExecuteScalarAsync<long>("SELECT seq FROM alarm_cursor WHERE id = 1");

    /// <summary>Moves on, if no other replica was faster.</summary>
    public static async Task<bool> AdvanceAsync(long from, long to, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE alarm_cursor SET seq = @to WHERE id = 1 AND seq = @from", new { from, to }, transaction) == 1;

    /// <summary>For what the daily rules were run last.</summary>
    public static async Task<string> DoneAsync(DbConnection connection) =>
        await connection.ExecuteScalarAsync<string>("SELECT done FROM alarm_cursor WHERE id = 1") ?? "";

    /// <summary>Says that they are run for another day or other agreements, if no other replica was faster.</summary>
    public static async Task<bool> DoAsync(string before, string now, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE alarm_cursor SET done = @now WHERE id = 1 AND done = @before", new { before, now }, transaction) == 1;
}
