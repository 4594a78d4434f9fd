using System.Data.Common;

namespace Pmo.AuditLog.Storage;

/// <summary>Tells the engines apart where their SQL differs; the log knows no driver.</summary>
internal static class Engine
{
    public static bool IsSqlite(DbConnection connection) => connection.GetType().Name.StartsWith("Sqlite", StringComparison.Ordinal);
}
