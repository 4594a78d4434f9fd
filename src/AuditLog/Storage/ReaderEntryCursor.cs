using System.Data.Common;
using Pmo.AuditLog.Entries;

namespace Pmo.AuditLog.Storage;

/// <summary>By whatever driver.</summary>
internal sealed class ReaderEntryCursor(DbCommand command, DbDataReader reader) : EntryCursor(command, reader)
{
    private LogRow? _row;

    /// <inheritdoc/>
    public override RowView Current => _row!.View();

    /// <inheritdoc/>
    public override bool Read()
    {
        // What is read is there already, and an await a row takes longer than the row.
        if (!Reader.Read())
        {
            return false;
        }

        _row = EntryTable.RowOf(Reader);
        return true;
    }
}
