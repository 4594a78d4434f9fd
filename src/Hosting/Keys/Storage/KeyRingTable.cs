using System.Data.Common;
using System.Xml.Linq;
using Dapper;

namespace Pmo.Hosting.Keys.Storage;

/// <summary>The table of ring elements, within a connection or transaction that somebody else opened.</summary>
internal static class KeyRingTable
{
    private const string Select = "SELECT name, xml FROM key_ring ORDER BY name";

    /// <summary>Everything in the ring, by name.</summary>
    public static IReadOnlyList<(string Name, XElement Element)> Read(DbConnection connection, DbTransaction? transaction = null) =>
        connection.Query<(string Name, string Xml)>(Select, transaction: transaction).Select(row => (row.Name, XElement.Parse(row.Xml))).ToList();

    /// <summary>Adds an element; one of that name stays as it is.</summary>
    /// <returns>Whether it was added.</returns>
    public static bool Add(string name, XElement element, DbTransaction transaction) => transaction.Connection!.Execute(
        "INSERT INTO key_ring (name, xml) VALUES (@name, @xml) ON CONFLICT DO NOTHING",
        new { name, xml = element.ToString(SaveOptions.DisableFormatting) },
        transaction) == 1;

    /// <summary>Puts another form of an element in its place.</summary>
    public static void Replace(string name, XElement element, DbTransaction transaction) => transaction.Connection!.Execute(
        "UPDATE key_ring SET xml = @xml WHERE name = @name", new { name, xml = element.ToString(SaveOptions.DisableFormatting) }, transaction);
}
