using System.Buffers;
using System.Text;
using System.Text.Json;
using Pmo.Protocol.Api;

namespace Pmo.Cli.Checks;

/// <summary>The <c>--json</c> object of a check, written row by row: a list may have a million.</summary>
internal static class CheckJson
{
    private const int Chunk = 1 << 16;

    public static int Write(Verb verb, CheckedList list, RowResults results, CheckAnswer answer, CancellationToken cancel)
    {
        if (!list.File.TryRead(out var rows, out var problem, cancel))
        {
            return verb.Fail(problem);
        }

        using (rows)
        {
            var buffer = new ArrayBufferWriter<byte>(2 * Chunk);
            using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder });
            json.WriteStartObject();
            Head(json, list, results.Count(), answer);
            json.WriteStartArray("results");
            while (rows.Next(cancel))
            {
                var (status, overlaps) = results.Of(rows.Row);
                Row(json, rows.Row, rows.Line, status, overlaps, results.Note(rows));
                if (json.BytesPending + buffer.WrittenCount > Chunk)
                {
                    Flush(json, buffer, verb.Screen.Output);
                }
            }

            if (rows.Problem is { } broken)
            {
                return verb.Fail(broken);
            }

            json.WriteEndArray();
            json.WriteEndObject();
            Flush(json, buffer, verb.Screen.Output);
            verb.Screen.Print("");
            return ExitCode.Ok;
        }
    }

    private static void Head(Utf8JsonWriter json, CheckedList list, Dictionary<string, int> counts, CheckAnswer answer)
    {
        json.WriteString("checkId", answer.CheckId);
        json.WriteString("receipt", answer.Receipt);
        json.WritePropertyName("covered");
        JsonSerializer.Serialize(json, answer.Covered, ApiJson.Options);
        json.WriteNumber("rows", list.Survey.Counts.Rows);
        json.WriteNumber("checked", list.Survey.Counts.Distinct);
        json.WriteNumber("matched", counts[RowStatus.Match]);
        json.WriteNumber("none", counts[RowStatus.None]);
        json.WriteNumber("withheld", counts[RowStatus.Withheld]);
        json.WriteNumber("invalid", counts[RowStatus.Invalid]);
        json.WriteNumber("noNik", counts[RowStatus.NoNik]);
        json.WriteNumber("duplicates", list.Survey.Counts.Duplicates);
    }

    private static void Row(Utf8JsonWriter json, int row, int line, string status, IReadOnlyList<Overlap> overlaps, string? note)
    {
        json.WriteStartObject();
        json.WriteNumber("row", row);
        json.WriteNumber("line", line);
        json.WriteString("status", status);
        json.WritePropertyName("overlaps");
        JsonSerializer.Serialize(json, overlaps, ApiJson.Options);
        json.WriteString("note", note);
        json.WriteEndObject();
    }

    private static void Flush(Utf8JsonWriter json, ArrayBufferWriter<byte> buffer, TextWriter output)
    {
        json.Flush();
        output.Write(Encoding.UTF8.GetString(buffer.WrittenSpan));
        buffer.ResetWrittenCount();
    }
}
