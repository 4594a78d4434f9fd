using System.Security.Cryptography;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Reading;

/// <summary>
/// Where a list's bytes are: a file, opened anew for every pass, or memory for what can be read only once (standard input, a pipe).
/// A pipe's content goes to no temporary file: it holds NIKs.
/// </summary>
internal sealed class ListBytes
{
    private const int BufferBytes = 1 << 16;
    private readonly string? _path;
    private readonly PackedBytes? _memory;

    private ListBytes(string? path, PackedBytes? memory)
    {
        _path = path;
        _memory = memory;
    }

    /// <summary>Opens the bytes; the stream can seek. Throws <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</summary>
    public Stream Open() => _memory is not null ? _memory.Open() : OpenFile(_path!);

    public static ListBytes? Find(string path, ListLimits limits, CancellationToken cancel, out Message problem)
    {
        problem = default;
        try
        {
            if (path == "-")
            {
                using var input = Console.OpenStandardInput();
                return Remember(input, limits, cancel, out problem);
            }

            using var stream = OpenFile(path);
            if (!stream.CanSeek)
            {
                return Remember(stream, limits, cancel, out problem);
            }

            if (stream.Length > limits.FileBytes)
            {
                problem = ListProblems.FileTooLarge(limits.FileBytes);
                return null;
            }

            return new ListBytes(path, memory: null);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            problem = ListProblems.NotFound(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            problem = ListProblems.Unreadable(path);
        }

        return null;
    }

    internal static ListBytes? Remember(Stream input, ListLimits limits, CancellationToken cancel, out Message problem)
    {
        problem = default;
        var kept = new PackedBytes();
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = input.Read(buffer)) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            if (kept.Length + read > limits.FileBytes)
            {
                problem = ListProblems.FileTooLarge(limits.FileBytes);
                return null;
            }

            kept.Add(buffer.AsSpan(0, read));
        }

        return new ListBytes(path: null, kept);
    }

    /// <summary>SHA-256 of the stream from where it stands to its end, as lower-case hexadecimal.</summary>
    /// <param name="stream">What is read to its end.</param>
    /// <param name="look">Sees each piece in order, of at most 64 KiB.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static string Digest(Stream stream, Action<ReadOnlySpan<byte>>? look, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            cancel.ThrowIfCancellationRequested();
            hash.AppendData(buffer, 0, read);
            look?.Invoke(buffer.AsSpan(0, read));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // ReadWrite sharing: people leave the list open in Excel.
    private static FileStream OpenFile(string path) =>
        new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, BufferBytes, FileOptions.SequentialScan);
}
