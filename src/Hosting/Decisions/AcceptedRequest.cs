using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Hosting.Decisions;

/// <summary>A request whose decision was verified and whose body was read whole and matches its digest. Handlers take it as a parameter.</summary>
/// <param name="Decision">What the Gateway decided.</param>
/// <param name="Body">The body, at most 8 MiB; empty without one.</param>
public sealed record AcceptedRequest(Decision Decision, ReadOnlyMemory<byte> Body)
{
    /// <summary>Minimal-API binding.</summary>
    public static ValueTask<AcceptedRequest> BindAsync(HttpContext context) => new(context.Features.GetRequiredFeature<AcceptedRequest>());

    /// <summary>Reads a JSON body.</summary>
    /// <returns>Null, and the failure <c>malformed</c>, when it is not of that form.</returns>
    public T? ReadJson<T>(out Failure? failure) where T : class
    {
        try
        {
            failure = null;
            if (JsonSerializer.Deserialize<T>(Body.Span, ApiJson.Options) is { } value)
            {
                return value;
            }
        }
        catch (JsonException)
        {
            // The framework's text may quote the body; the answer says only where the form is described.
        }

        failure = CommonErrors.Malformed;
        return null;
    }
}
