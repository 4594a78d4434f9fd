namespace Pmo.Client.Profiles;

/// <summary>
/// The user's own folder: <c>$PMO_HOME</c>, else <c>%APPDATA%\pmo</c> on Windows, else <c>$XDG_CONFIG_HOME/pmo</c> or <c>~/.config/pmo</c>.
/// </summary>
/// <param name="Path">Absolute; need not exist.</param>
public sealed record PmoHome(string Path)
{
    /// <summary>Where profiles are.</summary>
    public string Profiles => System.IO.Path.Combine(Path, "profiles");

    /// <summary>Where states of unfinished checks are.</summary>
    public string Resume => System.IO.Path.Combine(Path, "resume");

    /// <summary>Finds the folder by the environment.</summary>
    public static PmoHome Find(Func<string, string?> environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return new PmoHome(System.IO.Path.GetFullPath(environment("PMO_HOME") is { Length: > 0 } home ? home : Default(environment)));
    }

    // On Unix ApplicationData is $XDG_CONFIG_HOME, else ~/.config; on Windows %APPDATA%.
    private static string Default(Func<string, string?> environment) => System.IO.Path.Combine(
        environment("XDG_CONFIG_HOME") is { Length: > 0 } config && !OperatingSystem.IsWindows()
            ? config
            : Environment.GetFolderPath(Environment.SpecialFolder.ApplicationData, Environment.SpecialFolderOption.DoNotVerify),
        "pmo");
}
