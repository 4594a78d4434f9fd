using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Pmo.AuditLog.Search;

/// <summary>The words that an entry is found by: what of it, a colon, its value. Thread-safe.</summary>
public static class EntryWords
{
    // Names as EntryBytes writes them, and how the words of their values begin.
    private static readonly (byte[] Name, string Beginning)[] Properties =
    [
        ("kind"u8.ToArray(), Kind("")), ("decision"u8.ToArray(), Decision("")), ("organisation"u8.ToArray(), Organisation("")), ("user"u8.ToArray(), User("")),
        ("agreement"u8.ToArray(), Agreement("")), ("purpose"u8.ToArray(), Purpose("")), ("operation"u8.ToArray(), Operation("")),
        ("datasets"u8.ToArray(), Dataset("")), ("reasons"u8.ToArray(), Reason("")), ("status"u8.ToArray(), StatusBeginning),
    ];

    private const string StatusBeginning = "status:";

    public static string Organisation(string id) => "org:" + id;

    public static string User(string id) => "user:" + id;

    public static string Agreement(string id) => "agreement:" + id;

    public static string Purpose(string code) => "purpose:" + code;

    public static string Operation(string name) => "operation:" + name;

    public static string Dataset(string id) => "dataset:" + id;

    public static string Decision(string decision) => "decision:" + decision;

    public static string Reason(string code) => "reason:" + code;

    public static string Status(int status) => StatusBeginning + status.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public static string Kind(string kind) => "kind:" + kind;

    /// <summary>Hands out the words of an entry. No entry is made of the bytes, since this is done for every one; of bytes that are none, the words of what can be read.</summary>
    /// <param name="entry">The stored bytes.</param>
    /// <param name="take">Gets each word; the same one may come again.</param>
    internal static void Read(ReadOnlySpan<byte> entry, Action<ReadOnlySpan<char>> take)
    {
        // A text is not longer in characters than in bytes, and no word begins with more than is before its value.
        var buffer = ArrayPool<char>.Shared.Rent(entry.Length);
        try
        {
            var reader = new Utf8JsonReader(entry);
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth == 1)
                {
                    if (BeginningOf(ref reader) is { } beginning)
                    {
                        ReadValues(ref reader, beginning, buffer, take);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
            }
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // What comes after cannot be read: no JSON, or a text that is none.
        }
        finally
        {
            ArrayPool<char>.Shared.Return(buffer);
        }
    }

    // One value, or those of a list.
    private static void ReadValues(ref Utf8JsonReader reader, string beginning, char[] buffer, Action<ReadOnlySpan<char>> take)
    {
        beginning.CopyTo(buffer);
        var isList = reader.Read() && reader.TokenType == JsonTokenType.StartArray && reader.Read();
        while (reader.TokenType is JsonTokenType.String or JsonTokenType.Number)
        {
            var rest = buffer.AsSpan(beginning.Length);
            var length = reader.TokenType == JsonTokenType.String ? reader.CopyString(rest) : Encoding.UTF8.GetChars(reader.ValueSpan, rest);
            take(buffer.AsSpan(0, beginning.Length + length));
            if (!isList || !reader.Read())
            {
                return;
            }
        }
    }

    private static string? BeginningOf(ref Utf8JsonReader reader)
    {
        foreach (var (name, beginning) in Properties)
        {
            if (reader.ValueTextEquals(name))
            {
                return beginning;
            }
        }

        return null;
    }
}
