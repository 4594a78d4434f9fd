using System.Globalization;
using System.Text.Json.Serialization;

namespace Pmo.Identity.Tokens;

/// <summary>A refusal as OAuth clients read it (RFC 6749, 5.2): ASCII English, never a value from the request.</summary>
/// <param name="Error">The protocol's code.</param>
/// <param name="Reason">For the log: lower_snake, finer than the code.</param>
/// <param name="Description">What is wrong and how to mend it.</param>
/// <param name="Status">HTTP status.</param>
internal sealed record TokenError(string Error, string Reason, string Description, int Status = StatusCodes.Status400BadRequest) : IResult
{
    /// <summary>Seconds after which a retry makes sense.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>Whether the like of it is in the log of this minute, and need not be again.</summary>
    public bool IsRecorded { get; init; }

    public static TokenError InvalidRequest(string reason, string description, int status = StatusCodes.Status400BadRequest) =>
        new("invalid_request", reason, description, status);

    public static TokenError InvalidClient(string reason, string description) =>
        new("invalid_client", reason, description, StatusCodes.Status401Unauthorized);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers.Pragma = "no-cache";
        if (RetryAfterSeconds is { } seconds)
        {
            httpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return httpContext.Response.WriteAsJsonAsync(new Body(Error, Description), httpContext.RequestAborted);
    }

    private sealed record Body(
        [property: JsonPropertyName("error")] string Error,
        [property: JsonPropertyName("error_description")] string Description);
}
