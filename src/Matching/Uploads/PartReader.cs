using System.Text.Json;
using Pmo.Hosting.Problems;
using Pmo.Matching.Sessions;
using Pmo.Oprf;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Uploads;

/// <summary>A data part as it was read. Never prints itself.</summary>
/// <param name="Tokens">(1 + n) × 32 bytes, the canary first.</param>
/// <param name="Rows">n rows, in order.</param>
/// <param name="KkTokens">(1 + m) × 32 bytes: the canary of kind <c>kk</c>, then those of the m rows that have a card; empty when none has.</param>
internal sealed record DataPart(byte[] Tokens, IReadOnlyList<UploadRow> Rows, byte[] KkTokens)
{
    public override string ToString() => nameof(DataPart);
}

/// <summary>Reads a data part: NDJSON, the canary on line 1, then one row a line; an empty last line is allowed.</summary>
internal static class PartReader
{
    /// <param name="body">The part.</param>
    /// <param name="part">Its number.</param>
    /// <param name="persons">How many rows it must hold.</param>
    /// <returns>The part; or <c>part_size</c>, or <c>rows_invalid</c> with the errors line by line.</returns>
    public static Result<DataPart> Read(ReadOnlyMemory<byte> body, int part, int persons)
    {
        var lines = SplitLines(body.Span);
        if (lines.Count != persons + 1)
        {
            return SessionErrors.PartSize.With(part, persons);
        }

        var tokens = new byte[lines.Count * Element.Size];
        var rows = new List<UploadRow>(persons);
        var errors = new List<FailureItem>();
        byte[]? kkCanary = null;
        var wrong = 0;
        for (var i = 0; i < lines.Count; i++)
        {
            var before = errors.Count;
            if (ReadLine(body.Span[lines[i]], i + 1, rows, errors, ref kkCanary) is { } token)
            {
                token.CopyTo(tokens, i * Element.Size);
            }

            wrong += errors.Count > before ? 1 : 0;
            if (errors.Count > ProblemResult.MaxItems)
            {
                errors.RemoveRange(ProblemResult.MaxItems, errors.Count - ProblemResult.MaxItems);
            }
        }

        return wrong == 0 ? WithCards(tokens, rows, kkCanary) : new Failure(UploadErrors.RowsInvalid, [wrong], errors);
    }

    private static Result<DataPart> WithCards(byte[] tokens, List<UploadRow> rows, byte[]? kkCanary)
    {
        if (rows.TrueForAll(r => r.Kk is null))
        {
            return new DataPart(tokens, rows, []);
        }

        return kkCanary is null
            ? new Failure(UploadErrors.RowsInvalid, [1], [At(UploadErrors.KkCanaryMissing, 1)])
            : new DataPart(tokens, rows, [.. kkCanary, .. rows.Where(r => r.Kk is not null).SelectMany(r => r.Kk!)]);
    }

    private static byte[]? ReadLine(ReadOnlySpan<byte> line, int number, List<UploadRow> rows, List<FailureItem> errors, ref byte[]? kkCanary)
    {
        try
        {
            if (number == 1)
            {
                var header = JsonSerializer.Deserialize<UploadPartHeader>(line, ApiJson.Options);
                if (header is { Canary.Length: Element.Size, KkCanary: null or { Length: Element.Size } })
                {
                    kkCanary = header.KkCanary;
                    return header.Canary;
                }

                errors.Add(At(header is null ? UploadErrors.RowMalformed : UploadErrors.TokenLength, number));
            }
            else if (JsonSerializer.Deserialize<UploadRow>(line, ApiJson.Options) is { } row)
            {
                var before = errors.Count;
                errors.AddRange(RowRules.Refuses(row).Select(code => At(code, number)));
                rows.Add(row);
                return errors.Count == before ? row.Token : null;
            }
            else
            {
                errors.Add(At(UploadErrors.RowMalformed, number));
            }
        }
        catch (JsonException)
        {
            // The parser's text may quote the row.
            errors.Add(At(UploadErrors.RowMalformed, number));
        }

        return null;
    }

    private static FailureItem At(ErrorCode code, int line) => new(code, [line], Line: line);

    private static List<Range> SplitLines(ReadOnlySpan<byte> body)
    {
        var lines = new List<Range>();
        var start = 0;
        while (start < body.Length)
        {
            var length = body[start..].IndexOf((byte)'\n');
            var end = length < 0 ? body.Length : start + length;
            lines.Add(start..end);
            start = end + 1;
        }

        return lines;
    }
}
