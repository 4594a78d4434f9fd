using System.Buffers;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Http.Features;
using Pmo.Gateway.Api;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Requests;

/// <summary>
/// First under <c>/v1</c>: strips what only services say to one another, refuses raw NIKs in the head, and once the caller is known reads the
/// body whole, within its limit, and holds it against its digest.
/// </summary>
internal static class RequestReader
{
    /// <summary>Null when the head is in order.</summary>
    public static Failure? CheckHead(HttpRequest request)
    {
        request.Headers.Remove(PmoHeaders.Decision);
        request.Headers.Remove(PmoHeaders.Outcome);
        return RawNikGuard.IsInHead(request) ? (Failure)RequestErrors.RawNik : null;
    }

    /// <summary>Reads the body and puts it back, so that it can be forwarded.</summary>
    /// <returns>The body, or why it is refused.</returns>
    public static async Task<(byte[] Body, Failure? Failure)> ReadBodyAsync(HttpRequest request, ApiCall call, CancellationToken cancellation)
    {
        if (request.ContentLength > call.MaxBody && call.MediaType is not null)
        {
            return ([], RequestErrors.PartTooLarge.With(call.MaxBody));
        }

        // Most requests have none, and then there is nothing to make room for.
        if (request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == false)
        {
            return ([], Check(request, call, []));
        }

        try
        {
            if (await ReadAsync(request, call.MaxBody, cancellation) is not { } body)
            {
                return ([], call.MediaType is null ? RequestErrors.BodyNotExpected : RequestErrors.PartTooLarge.With(call.MaxBody));
            }

            request.Body = new MemoryStream(body, writable: false);
            request.Headers.TransferEncoding = default;
            request.ContentLength = body.Length;
            return (body, Check(request, call, body));
        }
        catch (BadHttpRequestException)
        {
            // Cut off, too slow, or chunks that are none: a refusal that belongs into the log like any other.
            return ([], CommonErrors.Malformed);
        }
    }

    /// <returns>Null when there is more than <paramref name="most"/> bytes of it.</returns>
    private static async Task<byte[]?> ReadAsync(HttpRequest request, int most, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream((int)Math.Clamp(request.ContentLength ?? 0, 0, most));
        var chunk = ArrayPool<byte>.Shared.Rent(16 * 1024);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, cancellation)) > 0)
            {
                if (buffer.Length + read > most)
                {
                    return null;
                }

                buffer.Write(chunk, 0, read);
            }

            return BodyBytes.Of(buffer);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(chunk);
        }
    }

    private static Failure? Check(HttpRequest request, ApiCall call, byte[] body)
    {
        if (call.MediaType is null)
        {
            return null;
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || type.MediaType != call.MediaType
            || type.CharSet?.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase) == false)
        {
            return CommonErrors.MediaTypeUnsupported;
        }

        if (request.Headers[PmoHeaders.ContentDigest] is not { Count: 1 } digest)
        {
            return RequestErrors.DigestMissing;
        }

        if (!ContentDigest.TryParse(digest, out var claimed) || claimed != ContentDigest.Of(body))
        {
            return DecisionErrors.DigestMismatch;
        }

        var isText = call.MediaType != "application/octet-stream";
        return isText && RawNikGuard.IsInBody(body) ? (Failure)RequestErrors.RawNik : null;
    }
}
