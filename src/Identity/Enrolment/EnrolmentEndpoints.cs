using System.Text.Json;
using Microsoft.Net.Http.Headers;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;
using Pmo.Identity.RateLimits;

namespace Pmo.Identity.Enrolment;

/// <summary>What partners do with their own keys, before they have a token: <c>POST /connect/enroll</c>, <c>POST /connect/keys/replace</c>.</summary>
internal static class EnrolmentEndpoints
{
    private const int MaxBytes = 16 * 1024;

    public static void AddEnrolment(this IServiceCollection services) =>
        services.AddSingleton<Enroller>().AddSingleton<KeyReplacer>().AddErrorCodes(EnrolmentErrors.All);

    public static void MapEnrolment(this WebApplication app)
    {
        app.MapPost("/connect/enroll", EnrolAsync).LimitRate(RatePolicies.Enroll).ExcludeFromDescription();
        app.MapPost("/connect/keys/replace", ReplaceAsync).LimitRate(RatePolicies.Enroll).ExcludeFromDescription();
    }

    private static async Task<IResult> EnrolAsync(HttpContext context, Enroller enroller)
    {
        var (request, failure) = await ReadAsync<EnrolmentRequest>(context);
        return request is null ? new ProblemResult(failure!) : Answer(context, await enroller.EnrolAsync(request, Address(context), context.RequestAborted));
    }

    private static async Task<IResult> ReplaceAsync(HttpContext context, KeyReplacer replacer)
    {
        var (request, failure) = await ReadAsync<KeyReplacementRequest>(context);
        return request is null ? new ProblemResult(failure!) : Answer(context, await replacer.ReplaceAsync(request, Address(context), context.RequestAborted));
    }

    private static IResult Answer(HttpContext context, (EnrolmentAnswer? Answer, Failure? Failure) result)
    {
        context.Response.Headers.CacheControl = "no-store";
        return result.Answer is { } answer ? TypedResults.Ok(answer) : new ProblemResult(result.Failure!);
    }

    private static string? Address(HttpContext context) => context.Connection.RemoteIpAddress?.ToString();

    private static async Task<(T? Value, Failure? Failure)> ReadAsync<T>(HttpContext context) where T : class
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type)
            || !type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase))
        {
            return (null, CommonErrors.MediaTypeUnsupported);
        }

        var buffer = new byte[MaxBytes + 1];
        var length = context.Request.ContentLength > MaxBytes
            ? buffer.Length
            : await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
        if (length > MaxBytes)
        {
            return (null, CommonErrors.BodyTooLarge);
        }

        try
        {
            return JsonSerializer.Deserialize<T>(buffer.AsSpan(0, length), ApiJson.Options) is { } value ? (value, null) : (null, CommonErrors.Malformed);
        }
        catch (JsonException)
        {
            // The framework's text may quote the code.
            return (null, CommonErrors.Malformed);
        }
    }
}
