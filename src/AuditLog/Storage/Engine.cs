using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pmo.AuditLog.Storage;

/// <summary>Tells the engines apart where their SQL differs.</summary>
internal static class Engine
{
    public static bool IsSqlite(DbConnection connection) => connection is SqliteConnection;
}
