using System.Data.Common;
using Pmo.Testing;
using Pmo.Testing.Storage;

namespace Pmo.Identity.Tests.SigningKeys.Storage;

/// <summary>Identity's database, seen from outside the service.</summary>
internal static class StoredKeys
{
    /// <summary>Events about signing keys, in order: what, and the first characters of the kid.</summary>
    public static IReadOnlyList<(string Action, string Kid)> Events(TempDirectory folder)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT substr(action, 13), key_id FROM account_events WHERE action LIKE 'signing-key-%' ORDER BY seq";
        using var reader = command.ExecuteReader();
        var events = new List<(string, string)>();
        while (reader.Read())
        {
            events.Add((reader.GetString(0), reader.GetString(1)));
        }

        return events;
    }

    /// <summary>Takes the database back to before keys had times.</summary>
    public static void Downgrade(TempDirectory folder) => Run(folder,
        """
        ALTER TABLE signing_keys DROP COLUMN signs_from;
        ALTER TABLE signing_keys DROP COLUMN signs_until;
        ALTER TABLE signing_keys DROP COLUMN gone_at;
        ALTER TABLE signing_keys DROP COLUMN told;
        ALTER TABLE account_events DROP COLUMN key_id;
        DELETE FROM schema_migrations WHERE set_name = 'identity' AND name = 'signing_key_times';
        """);

    private static void Run(TempDirectory folder, string sql)
    {
        using var connection = Open(folder);
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static DbConnection Open(TempDirectory folder) => TestStorage.Open(folder.File("identity/identity.db"));
}
