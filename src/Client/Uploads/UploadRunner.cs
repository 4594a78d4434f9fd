using System.Buffers;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Sessions;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;
using Pmo.Protocol.Parts;
using Pmo.Protocol.Wire;

namespace Pmo.Client.Uploads;

/// <summary>
/// Uploads rows to an own dataset: NIKs and family cards become tokens here, and all rows become visible at once at the end, or none. What the network
/// loses is repeated; a process that ends leaves nothing behind. Thread-safe.
/// </summary>
public sealed class UploadRunner(GatewayClient gateway)
{
    /// <summary>Runs the upload.</summary>
    /// <param name="order">Where to.</param>
    /// <param name="items">1 to 1,000,000 rows; a person may have several.</param>
    /// <param name="progress">Told after each part; may be null.</param>
    /// <param name="cancel">Stops it; nothing is visible then.</param>
    public Task<Outcome<UploadCommitted>> RunAsync(
        UploadOrder order, IReadOnlyList<UploadItem> items, IProgress<SessionProgress>? progress, CancellationToken cancel) =>
        RunAsync(order, new KeptItems(items), progress, cancel);

    /// <summary>Runs the upload of a list, whose rows are read again as they are sent.</summary>
    /// <param name="order">Where to.</param>
    /// <param name="list">1 to 1,000,000 rows. If its file is no longer what it was, nothing of it becomes visible: <c>file_changed</c>.</param>
    /// <param name="progress">Told after each part; may be null.</param>
    /// <param name="cancel">Stops it; nothing is visible then.</param>
    public Task<Outcome<UploadCommitted>> RunAsync(
        UploadOrder order, UploadList list, IProgress<SessionProgress>? progress, CancellationToken cancel) =>
        RunAsync(order, list.Rows, progress, cancel);

    private async Task<Outcome<UploadCommitted>> RunAsync(
        UploadOrder order, UploadSource items, IProgress<SessionProgress>? progress, CancellationToken cancel)
    {
        if (items.Count is 0 or > PartPlan.MaxRows)
        {
            return ClientProblems.Size(PartPlan.MaxRows).ToProblem(gateway.Language);
        }

        progress?.Report(new SessionProgress(0, items.Count, SessionPhase.Opening));
        if (!(await KeyStatements.CurrentAsync(gateway, order.Grant, IdentityKind.Nik, cancel)).TryGet(out var statement, out var problem))
        {
            return problem;
        }

        KeyStatement? cards = null;
        if (order.WithCards && items.HasCards
            && !(await KeyStatements.CurrentAsync(gateway, order.Grant, statement, IdentityKind.Kk, cancel)).TryGet(out cards, out problem))
        {
            return problem;
        }

        var root = $"/v1/datasets/{Uri.EscapeDataString(order.Dataset)}/uploads";
        var open = new GatewayRequest(HttpMethod.Post, root) { Grant = order.Grant }.WithJson(order.Request with { Rows = items.Count });
        if (!(await gateway.SendAsync<UploadOpened>(open, cancel)).TryGet(out var opened, out problem))
        {
            return problem;
        }

        var upload = $"{root}/{Uri.EscapeDataString(opened.UploadId)}";
        if (await SendAsync(order.Grant, upload, opened.UploadId, (statement, cards), items, progress, cancel) is { } failed)
        {
            return failed;
        }

        progress?.Report(new SessionProgress(items.Count, items.Count, SessionPhase.Committing));
        return await gateway.SendAsync<UploadCommitted>(
            new GatewayRequest(HttpMethod.Post, upload + "/commit") { Grant = order.Grant, Timeout = TimeSpan.FromMinutes(10) }, cancel);
    }

    private async Task<GatewayProblem?> SendAsync(
        Grant grant,
        string upload,
        string session,
        (KeyStatement Nik, KeyStatement? Kk) keys,
        UploadSource items,
        IProgress<SessionProgress>? progress,
        CancellationToken cancel)
    {
        var seed = BlindSeed.New();
        var persons = new PartEvaluator(gateway, keys.Nik, seed, grant, session);
        var cards = keys.Kk is null ? null : new PartEvaluator(gateway, keys.Kk, seed, grant, session);
        var bodies = new ConcurrentBag<ArrayBufferWriter<byte>>(); // one for each part that is on its way, used again: megabytes, which are collected late
        var done = 0;
        var failed = await PartRun.AllAsync(
            items.Parts(cancel).Index(),
            async (numbered, token) =>
            {
                var (part, rows) = numbered;
                ReadOnlyMemory<byte>? cardTokens = null;
                if (!(await persons.TokensAsync(part, rows.Length, i => PersonInput.Of(rows[i].Nik), token)).TryGet(out var tokens, out var problem))
                {
                    return problem;
                }

                if (cards is not null && Array.Exists(rows, r => r.Kk is not null))
                {
                    // As many elements as the part has rows, whoever has a card: the service counts them.
                    var evaluated = await cards.TokensAsync(part, rows.Length, i => rows[i].Kk is { } kk ? PersonInput.Of(kk) : PersonInput.NoCard(), token);
                    if (!evaluated.TryGet(out var bytes, out problem))
                    {
                        return problem;
                    }

                    cardTokens = bytes;
                }

                var body = bodies.TryTake(out var before) ? before : new ArrayBufferWriter<byte>((rows.Length + 1) * 224);
                body.ResetWrittenCount();
                WriteLines(body, rows, tokens, cardTokens);
                var put = Put(grant, upload, part, keys.Nik.KeyId, body.WrittenMemory);
                if (!(await gateway.SendAsync<PartReceived>(put, token)).TryGet(out _, out problem))
                {
                    return problem;
                }

                bodies.Add(body);
                progress?.Report(new SessionProgress(Interlocked.Add(ref done, rows.Length), items.Count, SessionPhase.Sending));
                return null;
            },
            cancel);
        return failed ?? items.Problem?.ToProblem(gateway.Language);
    }

    private static GatewayRequest Put(Grant grant, string upload, int part, string keyId, ReadOnlyMemory<byte> lines) =>
        new(HttpMethod.Put, string.Create(CultureInfo.InvariantCulture, $"{upload}/parts/{part}"))
        {
            Grant = grant,
            Body = lines,
            ContentType = "application/x-ndjson",
            Headers = [new(PmoHeaders.Key, keyId)],
        };

    private static void WriteLines(
        ArrayBufferWriter<byte> lines, ReadOnlySpan<UploadItem> rows, ReadOnlyMemory<byte> tokens, ReadOnlyMemory<byte>? cards = null)
    {
        Line(lines, new UploadPartHeader(At(tokens, 0), cards is { } canary ? At(canary, 0) : null));
        for (var i = 0; i < rows.Length; i++)
        {
            Line(lines, rows[i].Row with { Token = At(tokens, i + 1), Kk = cards is { } all && rows[i].Kk is not null ? At(all, i + 1) : null });
        }
    }

    private static byte[] At(ReadOnlyMemory<byte> tokens, int i) => tokens.Slice(i * Element.Size, Element.Size).ToArray();

    private static void Line<T>(ArrayBufferWriter<byte> to, T value)
    {
        using (var writer = new Utf8JsonWriter(to, new JsonWriterOptions { Encoder = ApiJson.Options.Encoder, SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, value, ApiJson.Options);
        }

        to.Write("\n"u8);
    }
}
