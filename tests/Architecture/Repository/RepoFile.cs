using System.Text;

namespace Pmo.Architecture.Tests.Repository;

/// <summary>One committed file. Its path is relative to the root, with slashes.</summary>
internal sealed class RepoFile
{
    private readonly byte[] _bytes;
    private readonly Lazy<string> _text;
    private readonly Lazy<string[]> _lines;

    public RepoFile(string fullPath)
    {
        Path = System.IO.Path.GetRelativePath(Repo.Root, fullPath).Replace('\\', '/');
        _bytes = File.ReadAllBytes(fullPath);
        _text = new(() => Encoding.UTF8.GetString(_bytes));
        _lines = new(() => Text.Split('\n'));
    }

    public string Path { get; }

    /// <summary>Name with all extensions: <c>Store.Sqlite.cs</c>.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Name up to the first dot: <c>Store</c>.</summary>
    public string Stem => Name.Split('.')[0];

    public string Text => _text.Value;

    public IReadOnlyList<string> Lines => _lines.Value;

    public int LineCount => _bytes.AsSpan().Count((byte)'\n');

    // A zero byte is what git and diff take for 'not text', too.
    public bool IsText => !_bytes.AsSpan().Contains((byte)0);

    public bool HasExtension(string extension) => Name.EndsWith(extension, StringComparison.Ordinal);

    public bool IsIn(string folder) => Path.Split('/').SkipLast(1).Contains(folder, StringComparer.Ordinal);

    /// <summary><c>path:line</c> of a character of the text.</summary>
    public string At(int offset) => AtLine(Text.AsSpan(0, offset).Count('\n'));

    /// <summary><c>path:line</c> of a line counted from 0.</summary>
    public string AtLine(int line) => FormattableString.Invariant($"{Path}:{line + 1}");
}
