using System.Data.Common;
using System.Text;
using Microsoft.Data.Sqlite;
using Pmo.Matching.Scanning.Storage;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Storage;

/// <summary>The few things that engines say differently; the stores' other SQL is common to all. Thread-safe.</summary>
internal static class Dialect
{
    /// <summary>Condition that <c>pseudonym</c> is among <c>@pseudonyms</c>, as <see cref="Pseudonyms"/> makes it.</summary>
    public const string PseudonymAmong = "pseudonym IN (SELECT unhex(value) FROM json_each(@pseudonyms))";

    /// <summary>The same of <c>household</c>.</summary>
    public const string HouseholdAmong = "household IN (SELECT unhex(value) FROM json_each(@pseudonyms))";

    /// <summary>The parameter <c>@pseudonyms</c>: one value however many there are, so that the statement stays the same.</summary>
    public static object Pseudonyms(IEnumerable<Pseudonym> pseudonyms)
    {
        var json = new StringBuilder("[");
        foreach (var pseudonym in pseudonyms)
        {
            json.Append(json.Length > 1 ? ",\"" : "\"").Append(pseudonym.ToHex()).Append('"');
        }

        return json.Append(']').ToString();
    }

    /// <summary>All records in order of pseudonym.</summary>
    public static RecordCursor OpenRecords(DbConnection connection) => new SqliteRecordCursor((SqliteConnection)connection);

    /// <summary>A reading transaction that sees the database as it is at its first statement, and holds up no writer.</summary>
    public static DbTransaction BeginSnapshot(DbConnection connection) => ((SqliteConnection)connection).BeginTransaction(deferred: true);
}
