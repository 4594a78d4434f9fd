using Pmo.AuditLog.Remote;
using Pmo.Client.Lists.Writing;

namespace Pmo.Cli.Audits;

/// <summary>Puts a file and its manifest in their places, whole or not at all.</summary>
internal static class Deposit
{
    /// <param name="verb">Who asks.</param>
    /// <param name="path">Where the file is to lie.</param>
    /// <param name="overwrite">Whether it may replace another.</param>
    /// <param name="fill">Writes the file and gives its manifest, of which the file's name and digest are filled in here; or fails with an exit code.</param>
    public static async Task<int> WriteAsync(Verb verb, string path, bool overwrite, Func<Stream, Task<(Manifest? Manifest, int Exit)>> fill)
    {
        var beside = Manifest.PathOf(path);
        if (!overwrite && new[] { path, beside }.FirstOrDefault(File.Exists) is { } there)
        {
            return verb.Fail(OutputProblems.Exists(there), ExitCode.Usage);
        }

        try
        {
            using var file = AtomicFile.Create(path);
            using var note = AtomicFile.Create(beside);
            var (manifest, exit) = await fill(file.Content);
            if (manifest is null)
            {
                return exit;
            }

            file.Content.Position = 0;
            var digest = Manifest.Digest(file.Content);
            note.Content.Write((manifest with { File = Path.GetFileName(path), Sha256 = digest }).Write());
            file.Commit(overwrite);
            note.Commit(overwrite);
            verb.Screen.Note(verb.T($"Ditulis: {path} dan {beside}", $"Written: {path} and {beside}"));
            return ExitCode.Ok;
        }
        catch (Exception e) when (e is (IOException and not LogUnreadableException) or UnauthorizedAccessException)
        {
            return verb.Fail(OutputProblems.Unwritable(path), ExitCode.Usage);
        }
    }
}
