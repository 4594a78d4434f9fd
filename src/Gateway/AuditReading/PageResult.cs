using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;
using Pmo.AuditLog.Entries;
using Pmo.AuditLog.Export;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.AuditReading;

/// <summary>A page of entries in the form that is accepted. Entries go out byte for byte as they are stored: readers hold them against their leaves.</summary>
internal sealed class PageResult(IReadOnlyList<LogRow> rows, ReadingScope scope, string? next, string mediaType) : IResult
{
    public const string Json = "application/json";
    public const string Lines = "application/x-ndjson";

    // Also what a tool sends that does not care.
    public static string? Choose(HttpRequest request) =>
        request.GetTypedHeaders().Accept is not { Count: > 0 } accept ? Json
        : accept.OrderByDescending(a => a.Quality ?? 1).Where(a => a.Quality is not 0).Select(a => a.MediaType.Value switch
        {
            Json or "*/*" or "application/*" => Json,
            Lines => Lines,
            EntryCsv.MediaType or "text/*" => EntryCsv.MediaType,
            _ => null,
        }).FirstOrDefault(t => t is not null);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.ContentType = mediaType == Json ? Json : mediaType + "; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers.Vary = "Accept";
        if (next is not null)
        {
            var query = new QueryBuilder(httpContext.Request.Query.Where(p => p.Key != "cursor").SelectMany(
                p => p.Value, (p, v) => KeyValuePair.Create(p.Key, v ?? ""))) { { "cursor", next } };
            response.Headers.Link = $"<{httpContext.Request.Path}{query.ToQueryString()}>; rel=\"next\"";
        }

        await response.Body.WriteAsync(mediaType switch
        {
            EntryCsv.MediaType => Csv(),
            Lines => NdJson(),
            _ => Page(),
        }, httpContext.RequestAborted);
    }

    /// <summary>Place, entry and salt, within an object that is open.</summary>
    public static void WriteItem(Utf8JsonWriter json, LogRow row)
    {
        json.WriteNumber("seq", row.Seq);
        if (EntryBytes.Read(row.Entry) is not null)
        {
            json.WritePropertyName("entry");
            json.WriteRawValue(row.Entry);
        }

        if (row.Salt is { } salt)
        {
            json.WriteString("salt", System.Buffers.Text.Base64Url.EncodeToString(salt));
        }
    }

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder }))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private byte[] Page() => Write(json =>
    {
        json.WriteString("scope", scope.Name);
        json.WriteStartArray("entries");
        foreach (var row in rows)
        {
            json.WriteStartObject();
            WriteItem(json, row);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (next is not null)
        {
            json.WriteString("next", next);
        }
    });

    private byte[] NdJson() => [.. rows.SelectMany(row => Write(json => WriteItem(json, row)).Append((byte)'\n'))];

    private byte[] Csv() => Encoding.UTF8.GetBytes(
        EntryCsv.ByteOrderMark + EntryCsv.Header
        + string.Concat(rows.Select(row => EntryBytes.Read(row.Entry)).OfType<AuditLog.AuditEntry>().Select(EntryCsv.Line)));
}
