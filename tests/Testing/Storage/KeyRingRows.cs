using System.Data.Common;

namespace Pmo.Testing.Storage;

/// <summary>The key ring in a service's database, seen from outside the service.</summary>
public static class KeyRingRows
{
    /// <summary>All rows: name and XML.</summary>
    public static IReadOnlyList<(string Name, string Xml)> Read(string database)
    {
        using var connection = TestStorage.Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT name, xml FROM key_ring ORDER BY name";
        using var reader = command.ExecuteReader();
        var rows = new List<(string, string)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows;
    }

    /// <summary>Loses the ring.</summary>
    /// <returns>What it was.</returns>
    public static IReadOnlyList<(string Name, string Xml)> Take(string database)
    {
        var rows = Read(database);
        using var connection = TestStorage.Open(database);
        using var command = connection.CreateCommand();
        command.CommandText = "DELETE FROM key_ring";
        command.ExecuteNonQuery();
        return rows;
    }

    /// <summary>Puts rows in place of those that are there.</summary>
    public static void Put(string database, IEnumerable<(string Name, string Xml)> rows)
    {
        Take(database);
        using var connection = TestStorage.Open(database);
        foreach (var (name, xml) in rows)
        {
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO key_ring (name, xml) VALUES (@name, @xml)";
            Add(command, "@name", name);
            Add(command, "@xml", xml);
            command.ExecuteNonQuery();
        }
    }

    private static void Add(DbCommand command, string name, string value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
