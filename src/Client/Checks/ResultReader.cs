using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pmo.Protocol.Api;

namespace Pmo.Client.Checks;

/// <summary>
/// Reads what was found of a person. Thousands have the same overlaps, of one programme and year: those are kept once, since a million persons' own take
/// most of a gigabyte. Thread-safe.
/// </summary>
internal sealed class ResultReader : JsonConverter<CheckResult>
{
    // Of what differs more than this each keeps its own.
    private const int MostKept = 1 << 14;
    private const int MostChars = 1024;

    private static readonly ConcurrentDictionary<string, IReadOnlyList<Overlap>> Kept = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public override CheckResult Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException();
        }

        var (i, status, overlaps) = (default(int?), default(string), default(IReadOnlyList<Overlap>));
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("i"u8))
            {
                i = reader.Read() && reader.TryGetInt32(out var number) ? number : throw new JsonException();
            }
            else if (reader.ValueTextEquals("status"u8))
            {
                reader.Read();
                status = reader.ValueTextEquals("match"u8) ? CheckResult.Match : reader.GetString();
            }
            else if (reader.ValueTextEquals("overlaps"u8))
            {
                reader.Read();
                overlaps = ReadOverlaps(ref reader, options);
            }
            else
            {
                reader.Skip();
            }
        }

        return i is { } person && status is not null && overlaps is not null ? new CheckResult(person, status, overlaps) : throw new JsonException();
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, CheckResult value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, ApiJson.Options);

    private static IReadOnlyList<Overlap> ReadOverlaps(ref Utf8JsonReader reader, JsonSerializerOptions options)
    {
        using var json = JsonDocument.ParseValue(ref reader);
        var text = json.RootElement.GetRawText();
        if (Kept.TryGetValue(text, out var kept))
        {
            return kept;
        }

        var read = json.Deserialize<List<Overlap>>(options) ?? throw new JsonException();
        return text.Length <= MostChars && Kept.Count < MostKept ? Kept.GetOrAdd(text, read) : read;
    }
}
