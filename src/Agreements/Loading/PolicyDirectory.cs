using System.Buffers;

namespace Pmo.Agreements;

/// <summary>Brings policy files from disk into memory, within the limits of <see cref="PolicyLoader"/>.</summary>
internal static class PolicyDirectory
{
    public static IReadOnlyList<PolicyFile> Read(string directory, List<PolicyError> errors, CancellationToken cancellation)
    {
        var whole = new FileErrors(Path.GetFileName(Path.TrimEndingDirectorySeparator(directory)), errors);
        var files = new List<PolicyFile>();
        try
        {
            var paths = Directory.EnumerateFiles(directory).Where(IsYaml).Order(StringComparer.Ordinal);
            foreach (var path in paths.Take(PolicyLoader.MaxFiles + 1))
            {
                cancellation.ThrowIfCancellationRequested();
                if (ReadFile(path, new FileErrors(Path.GetFileName(path), errors)) is { } file)
                    files.Add(file);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            whole.Add(
                PolicyErrorCode.DirectoryMissing, 0,
                "Folder tidak ada atau tidak dapat dibaca. Periksa jalur dan izinnya.",
                "The directory is not there or cannot be read. Check its path and permissions.");
        }

        return files;
    }

    public static void CheckCount(int count, List<PolicyError> errors)
    {
        if (count <= PolicyLoader.MaxFiles)
            return;
        new FileErrors("", errors).Add(
            PolicyErrorCode.TooManyFiles, 0,
            FormattableString.Invariant($"Lebih dari {PolicyLoader.MaxFiles} berkas. Pindahkan yang sudah tidak berlaku."),
            FormattableString.Invariant($"More than {PolicyLoader.MaxFiles} files. Move those away that are over."));
    }

    public static void AddTooLarge(FileErrors errors) => errors.Add(
        PolicyErrorCode.FileTooLarge, 0,
        "Berkas lebih dari 256 KiB. Bagi menjadi beberapa perjanjian.", "The file is over 256 KiB. Split it into several agreements.");

    private static bool IsYaml(string path) =>
        Path.GetExtension(path) is var extension
        && (extension.Equals(".yaml", StringComparison.OrdinalIgnoreCase) || extension.Equals(".yml", StringComparison.OrdinalIgnoreCase));

    private static PolicyFile? ReadFile(string path, FileErrors errors)
    {
        // One byte more than allowed is enough to see that it is too large, whatever the size on disk becomes meanwhile. Rented, for a
        // running Gateway reads every second.
        var content = ArrayPool<byte>.Shared.Rent(PolicyLoader.MaxFileBytes + 1);
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            var length = stream.ReadAtLeast(content.AsSpan(0, PolicyLoader.MaxFileBytes + 1), PolicyLoader.MaxFileBytes + 1, throwOnEndOfStream: false);
            return new PolicyFile(errors.File, content.AsSpan(0, length).ToArray());
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            errors.Add(
                PolicyErrorCode.FileUnreadable, 0,
                "Berkas tidak dapat dibaca. Periksa izinnya.", "The file cannot be read. Check its permissions.");
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(content);
        }
    }
}
