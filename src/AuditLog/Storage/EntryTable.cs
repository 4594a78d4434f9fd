using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;

namespace Pmo.AuditLog.Storage;

/// <summary>The entries in the service's own database, as JSON bytes. Thread-safe.</summary>
/// <param name="write">Runs work in one durable transaction.</param>
public sealed class EntryTable(Func<Func<DbTransaction, Task>, CancellationToken, Task> write) : IAuditLog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <inheritdoc/>
    public Task AppendAsync(AuditEntry entry, CancellationToken cancellation) =>
        write(transaction => AppendAsync(entry, transaction), cancellation);

    /// <inheritdoc/>
    public Task AppendAsync(AuditEntry entry, DbTransaction transaction)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(transaction);
        return transaction.Connection!.ExecuteAsync(
            "INSERT INTO audit_entries (id, at, kind, entry) VALUES (@id, @at, @kind, @entry)",
            new { id = entry.Id, at = entry.At.ToUnixTimeMilliseconds(), kind = entry.Kind, entry = JsonSerializer.SerializeToUtf8Bytes(entry, Json) },
            transaction);
    }
}
