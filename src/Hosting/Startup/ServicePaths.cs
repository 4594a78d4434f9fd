namespace Pmo.Hosting.Startup;

/// <summary>Where a service keeps what it writes.</summary>
/// <param name="Data">Database and key ring; created at start, mode 0700.</param>
/// <param name="Logs">Rolling log files.</param>
public sealed record ServicePaths(string Data, string Logs)
{
    /// <summary>Reads <c>Service:DataDirectory</c> (default <c>data/NAME</c>) and <c>Service:LogDirectory</c> (default <c>DATA/logs</c>) and makes them.</summary>
    /// <exception cref="StartupException"><c>data_unwritable</c>.</exception>
    public static ServicePaths Prepare(IConfiguration configuration, string service)
    {
        var data = Path.GetFullPath(configuration["Service:DataDirectory"] ?? Path.Combine("data", service));
        var logs = Path.GetFullPath(configuration["Service:LogDirectory"] ?? Path.Combine(data, "logs"));
        EnsureWritable(data);
        EnsureWritable(logs);
        return new ServicePaths(data, logs);
    }

    /// <summary>Makes a directory that only its owner can read, and proves that it can be written.</summary>
    /// <exception cref="StartupException"><c>data_unwritable</c>.</exception>
    public static void EnsureWritable(string directory)
    {
        try
        {
            PrivateFile.CreateDirectory(directory);
            var probe = Path.Combine(directory, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                "data_unwritable",
                $"Folder {directory} tidak dapat ditulis. Beri izin tulis, atau pilih folder lain.",
                $"The folder {directory} cannot be written. Grant write access, or choose another folder.",
                e);
        }
    }
}
