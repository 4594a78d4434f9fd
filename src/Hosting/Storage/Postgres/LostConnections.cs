using System.Data;
using System.Data.Common;
using Npgsql;

namespace Pmo.Hosting.Storage.Postgres;

/// <summary>What becomes of a connection on which something failed.</summary>
internal static class LostConnections
{
    /// <summary>Gives it up. When it has lost its server, so have the others that wait in the pool: none of them is used again.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="connection">Nobody's from now on; null when it never came to one.</param>
    /// <returns>Whether it has lost its server.</returns>
    public static bool Discard(this NpgsqlDataSource source, DbConnection? connection)
    {
        var isLost = connection is { State: not ConnectionState.Open };
        if (isLost)
        {
            source.Clear();
        }

        connection?.Dispose();
        return isLost;
    }
}
