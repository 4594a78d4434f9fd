using System.Globalization;
using Pmo.AuditLog.Notes;

namespace Pmo.Cli.Audits;

/// <summary><c>pmo audit verify --manifest</c>: is the file the one that was made, and the checkpoint in its manifest the log's? Needs no network.</summary>
internal static class ManifestCheck
{
    public static async Task<int> RunAsync(Verb verb, string path, LogOptions options, CancellationToken cancel)
    {
        NoteKey? pinned = null;
        if (verb.Value(options.Key) is { } text && !NoteKey.TryParse(text, out pinned, out _))
        {
            return verb.Fail(AuditTexts.KeyInvalid(), ExitCode.Usage);
        }

        if (Manifest.Read(path) is not { } manifest || !NoteKey.TryParse(manifest.Key, out var stated, out _))
        {
            return verb.Fail(AuditTexts.ManifestDamaged(path), ExitCode.InvalidData);
        }

        // The name is only a name: a manifest cannot point to another folder.
        var file = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(manifest.File));
        string digest;
        try
        {
            await using var content = File.OpenRead(file);
            digest = Manifest.Digest(content);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return verb.Fail(AuditTexts.ManifestDiffers($"{file} tidak dapat dibaca", $"{file} cannot be read"), ExitCode.InvalidData);
        }

        cancel.ThrowIfCancellationRequested();
        if (digest != manifest.Sha256)
        {
            return verb.Fail(AuditTexts.ManifestDiffers("isinya diubah (SHA-256 berbeda)", "its content was changed (another SHA-256)"), ExitCode.InvalidData);
        }

        if (manifest.Format == ExportCommand.NdJson && File.ReadLines(file).Count() != manifest.Entries)
        {
            return verb.Fail(AuditTexts.ManifestDiffers("jumlah catatannya berbeda", "another number of entries"), ExitCode.InvalidData);
        }

        if (!Checkpoint.TryOpen(manifest.Checkpoint, pinned ?? stated, out var checkpoint, out _))
        {
            return verb.Fail(
                AuditTexts.ManifestDiffers("checkpoint di dalamnya tidak ditandatangani kunci log", "its checkpoint is not signed by the log's key"),
                ExitCode.InvalidData);
        }

        if (pinned is null)
        {
            verb.Screen.Note(verb.T(
                "Tanpa --key dipakai kunci dari manifes sendiri: cocokkan dengan yang diumumkan operator.",
                "Without --key the manifest's own key is taken: compare it with the one the operator published."));
        }

        if (verb.Json)
        {
            verb.PrintJson(new Checked(file, Sound: true, manifest.Entries, checkpoint.Size, manifest.Key));
        }
        else
        {
            verb.Screen.Print(verb.T(
                string.Create(CultureInfo.InvariantCulture, $"Cocok: {Path.GetFileName(file)}, {manifest.Entries} catatan, log saat itu {checkpoint.Size} catatan, kunci {manifest.Key}"),
                string.Create(CultureInfo.InvariantCulture, $"Matches: {Path.GetFileName(file)}, {manifest.Entries} entries, the log had {checkpoint.Size} then, key {manifest.Key}")));
        }

        return ExitCode.Ok;
    }

    private sealed record Checked(string File, bool Sound, int Entries, long LogSize, string Key);
}
