using System.Text.Json;
using System.Text.Json.Serialization;

namespace Pmo.Client.Checks;

/// <summary>Reads what was found of a person, and leaves the overlaps as they are written. Thread-safe.</summary>
internal sealed class ResultReader : JsonConverter<ReceivedResult>
{
    /// <inheritdoc/>
    public override ReceivedResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var (i, status, overlaps) = (default(int?), default(string), default(string));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("i"u8))
            {
                i = reader.Read() && reader.TryGetInt32(out var number) ? number : throw new JsonException();
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                status = reader.GetString();
            }
            else if (reader.ValueTextEquals("overlaps"u8))
            {
                reader.Read();
                using var json = JsonDocument.ParseValue(ref reader);
                overlaps = json.RootElement.GetRawText();
            }
            else
            {
                reader.Skip();
            }
        }

        return i is { } person && status is not null && overlaps is not null ? new ReceivedResult(person, status, overlaps) : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, ReceivedResult value, JsonSerializerOptions options) => throw new NotSupportedException();
}
