using System.Data.Common;
using Dapper;
using Pmo.Hosting.Storage;

namespace Pmo.Gateway.Feeds.Storage;

/// <summary>How far feeds were read; shared by replicas. Thread-safe.</summary>
internal sealed class FeedTable(Database database)
{
    /// <summary>The number of the newest that is in the audit log.</summary>
    public Task<long> CursorAsync(string feed, CancellationToken cancellation) => database.ReadAsync(
        connection => connection.ExecuteScalarAsync<long>("SELECT seq FROM feeds WHERE name = @feed", new { feed }), cancellation);

    /// <summary>Moves on, if no other replica was faster: the caller's transaction then has what it read to itself.</summary>
    public static async Task<bool> AdvanceAsync(string feed, long from, long to, DbTransaction transaction) => await transaction.Connection!.ExecuteAsync(
        "UPDATE feeds SET seq = @to WHERE name = @feed AND seq = @from", new { feed, from, to }, transaction) == 1;
}
