using Pmo.Hosting.Storage.Postgres;

namespace Pmo.Hosting.Storage;

/// <summary>Where a connection string of PostgreSQL comes from: a setting, or a file that only the service may read.</summary>
internal static class ConnectionSecret
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <summary>The name of the setting for the database; the one with the file is named by <c>File</c> after it.</summary>
    public const string Main = "ConnectionString";

    /// <summary>The same for a standby that may be read from.</summary>
    public const string Standby = "ReadConnectionString";

    /// <returns>Null: there is none; for <see cref="Main"/>, SQLite.</returns>
    /// <exception cref="Startup.StartupException"><c>storage_setting_invalid</c>.</exception>
    public static string? Read(IConfiguration configuration, string name)
    {
        var text = configuration[$"Storage:{name}"];
        if (configuration[$"Storage:{name}File"] is not { Length: > 0 } file)
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        if (!string.IsNullOrEmpty(text))
        {
            throw PostgresSettings.Invalid($"isi {name} atau {name}File, jangan keduanya", $"set {name} or {name}File, not both");
        }

        return ReadFile(file);
    }

    /// <summary>A connection string that lies in a file.</summary>
    /// <exception cref="Startup.StartupException"><c>storage_setting_invalid</c>.</exception>
    public static string ReadFile(string file)
    {
        try
        {
            // Mounted secrets are often a group's; nobody else's.
            return OperatingSystem.IsWindows() || (File.GetUnixFileMode(file) & Others) == UnixFileMode.None
                ? File.ReadAllText(file).Trim()
                : throw PostgresSettings.Invalid($"{file} dapat dibaca pengguna lain; chmod 600", $"{file} can be read by others; chmod 600");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw PostgresSettings.Invalid($"{file} tidak dapat dibaca", $"{file} cannot be read");
        }
    }
}
