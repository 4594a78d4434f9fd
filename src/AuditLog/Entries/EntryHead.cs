using System.Runtime.InteropServices;
using System.Text.Json;

namespace Pmo.AuditLog.Entries;

/// <summary>What the log's own columns repeat of an entry. Read without making an entry of it, since verification reads millions.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct EntryHead(string? Id, long? At, string? Kind, string? Operation)
{
    private const int LongestName = 4; // 'kind'

    public static bool TryRead(ReadOnlySpan<byte> entry, out EntryHead head)
    {
        string? id = null, kind = null, operation = null;
        long? at = null;
        head = default;
        try
        {
            var reader = new Utf8JsonReader(entry);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8))
                {
                    id = Text(ref reader);
                }
                else if (reader.ValueTextEquals("kind"u8))
                {
                    kind = Text(ref reader);
                }
                else if (reader.ValueTextEquals("operation"u8))
                {
                    operation = Text(ref reader);
                }
                else if (reader.ValueTextEquals("at"u8))
                {
                    at = Time(ref reader);
                }
                else
                {
                    reader.Skip();
                }
            }

            if (reader.TokenType != JsonTokenType.EndObject || reader.Read())
            {
                return false;
            }
        }
        catch (JsonException)
        {
            return false;
        }

        head = new EntryHead(id, at, kind, operation);
        return true;
    }

    /// <summary>Whether bytes are a JSON object whose head is this one; <see cref="TryRead"/> without making texts of it.</summary>
    public static bool Holds(ReadOnlySpan<byte> entry, Column id, long? at, Column kind)
    {
        var (isId, isAt, isKind) = (!id.IsThere, at is null, !kind.IsThere);
        try
        {
            var reader = new Utf8JsonReader(entry);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return false;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueSpan.Length > LongestName && !reader.ValueIsEscaped)
                {
                    reader.Skip(); // most are none of the three, which their length tells sooner than comparing
                }
                else if (reader.ValueTextEquals("id"u8))
                {
                    isId = IsText(ref reader, id);
                }
                else if (reader.ValueTextEquals("at"u8))
                {
                    isAt = Time(ref reader) == at;
                }
                else if (reader.ValueTextEquals("kind"u8))
                {
                    isKind = IsText(ref reader, kind);
                }
                else
                {
                    reader.Skip();
                }
            }

            return reader.TokenType == JsonTokenType.EndObject && !reader.Read() && isId && isAt && isKind;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsText(ref Utf8JsonReader reader, Column expected) =>
        reader.Read() && reader.TokenType == JsonTokenType.String ? expected.IsThere && reader.ValueTextEquals(expected.Bytes) : !expected.IsThere;

    private static long? Time(ref Utf8JsonReader reader) =>
        reader.Read() && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time) ? time.ToUnixTimeMilliseconds() : null;

    private static string? Text(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
}
