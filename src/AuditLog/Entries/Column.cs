using System.Text;

namespace Pmo.AuditLog.Entries;

/// <summary>What a row has in a column, in memory that is not its own: a text as UTF-8, or bytes; or nothing, where it is absent or of another type.</summary>
internal readonly ref struct Column
{
    /// <param name="bytes">Also none: an empty text is one.</param>
    public Column(ReadOnlySpan<byte> bytes)
    {
        Bytes = bytes;
        IsThere = true;
    }

    public bool IsThere { get; }

    public ReadOnlySpan<byte> Bytes { get; }

    public static Column Of(string? text) => text is null ? default : new Column(Encoding.UTF8.GetBytes(text));

    public static Column Of(byte[]? bytes) => bytes is null ? default : new Column(bytes);

    /// <param name="text">ASCII.</param>
    public bool Is(string text) => IsThere && Ascii.Equals(Bytes, text);

    public string? Text() => IsThere ? Encoding.UTF8.GetString(Bytes) : null;

    public byte[]? ToArray() => IsThere ? Bytes.ToArray() : null;
}
