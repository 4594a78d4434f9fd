using System.Security.Cryptography;
using Pmo.Client.Profiles;

namespace Pmo.Cli;

/// <summary>Keeps what an unexpected exception tells of the program, and nothing of its data: types and stack, no messages.</summary>
internal static class CrashLog
{
    /// <summary>Writes <c>$PMO_HOME/log/ID.txt</c> and gives the id; where it cannot be written, the id alone.</summary>
    public static string Write(Exception e, PmoHome home, TimeProvider time)
    {
        var id = RandomNumberGenerator.GetHexString(8, lowercase: true);
        try
        {
            var folder = Directory.CreateDirectory(Path.Combine(home.Path, "log")).FullName;
            var inner = e.InnerException is null ? "" : $"{Environment.NewLine}inner {e.InnerException.GetType()}{Environment.NewLine}{e.InnerException.StackTrace}";
            File.WriteAllText(
                Path.Combine(folder, id + ".txt"), $"{time.GetUtcNow():O}{Environment.NewLine}{e.GetType()}{Environment.NewLine}{e.StackTrace}{inner}");
        }
        catch (Exception io) when (io is IOException or UnauthorizedAccessException)
        {
            // The line on the screen has to do.
        }

        return id;
    }
}
