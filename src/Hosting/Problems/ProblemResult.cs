using System.Globalization;
using Microsoft.AspNetCore.WebUtilities;
using Pmo.Protocol.Api;
using Pmo.Protocol.Wire;

namespace Pmo.Hosting.Problems;

/// <summary>A failure as <c>application/problem+json</c> (RFC 9457), in the caller's language. The only way a failure meets HTTP.</summary>
public sealed class ProblemResult(Failure failure) : IResult
{
    /// <summary>Most single errors that are listed.</summary>
    public const int MaxItems = 100;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        ArgumentNullException.ThrowIfNull(httpContext);
        var language = RequestLanguage.Of(httpContext.Request);
        var response = httpContext.Response;
        response.StatusCode = failure.Code.Status;
        response.Headers.ContentLanguage = language;
        response.Headers.CacheControl = "no-store";
        if (failure.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        }

        return response.WriteAsJsonAsync(Describe(language, response), ApiJson.Options, "application/problem+json", httpContext.RequestAborted);
    }

    private Problem Describe(string language, HttpResponse response) => new(
        Type: "urn:pmo:problem:" + failure.Code.Code,
        Title: ReasonPhrases.GetReasonPhrase(failure.Code.Status),
        Status: failure.Code.Status,
        Code: failure.Code.Code,
        Detail: failure.Code.Text(language, failure.Values),
        Audit: response.Headers[PmoHeaders.Audit].FirstOrDefault(),
        Errors: failure.Items?.Take(MaxItems)
            .Select(i => new ProblemItem(i.Code.Code, i.Code.Text(language, i.Values), i.Line, i.Index, i.Field)).ToList());
}
