using System.Security.Cryptography;

namespace Pmo.Client.Lists.Writing;

/// <summary>A file that appears whole or not at all: written beside its place under another name (0600), then moved there.</summary>
public sealed class AtomicFile : IDisposable
{
    private readonly string _target;
    private readonly string _temporary;
    private readonly FileStream _content;
    private bool _moved;

    private AtomicFile(string target, string temporary, FileStream content)
    {
        _target = target;
        _temporary = temporary;
        _content = content;
    }

    /// <summary>What to write to.</summary>
    public Stream Content => _content;

    /// <summary>Begins a file that is to lie at <paramref name="target"/>.</summary>
    /// <exception cref="IOException">The folder cannot be written to; also <see cref="UnauthorizedAccessException"/>.</exception>
    public static AtomicFile Create(string target)
    {
        var full = Path.GetFullPath(target);
        var name = $".{Path.GetFileName(full)}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(6))}.tmp";
        var temporary = Path.Combine(Path.GetDirectoryName(full)!, name);
        return new AtomicFile(full, temporary, Private(temporary));
    }

    /// <summary>A new file that only its owner can read and write.</summary>
    public static FileStream Private(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, BufferSize = 1 << 16 };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(path, options);
    }

    /// <summary>Puts the file in its place. Throws <see cref="IOException"/> when one is there and must not be replaced.</summary>
    public void Commit(bool overwrite)
    {
        _content.Flush(flushToDisk: true);
        _content.Dispose();
        File.Move(_temporary, _target, overwrite);
        _moved = true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_moved)
        {
            _content.Dispose();
            File.Delete(_temporary);
        }
    }
}
