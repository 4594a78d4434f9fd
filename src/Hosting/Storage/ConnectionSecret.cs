using Pmo.Hosting.Storage.Postgres;

namespace Pmo.Hosting.Storage;

/// <summary>Where the connection string of PostgreSQL comes from: a setting, or a file that only the service may read.</summary>
internal static class ConnectionSecret
{
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.GroupWrite;

    /// <returns>Null: SQLite.</returns>
    /// <exception cref="Startup.StartupException"><c>storage_setting_invalid</c>.</exception>
    public static string? Read(IConfiguration configuration)
    {
        var text = configuration["Storage:ConnectionString"];
        if (configuration["Storage:ConnectionStringFile"] is not { Length: > 0 } file)
        {
            return string.IsNullOrEmpty(text) ? null : text;
        }

        if (!string.IsNullOrEmpty(text))
        {
            throw PostgresSettings.Invalid("isi ConnectionString atau ConnectionStringFile, jangan keduanya", "set ConnectionString or ConnectionStringFile, not both");
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
