namespace Pmo.Identity.Pages;

/// <summary>
/// Leads the browser on by GET, whatever it came with (RFC 9700, 4.12: never 307, which would repeat a password), and leaves nothing behind in caches or
/// referrers.
/// </summary>
internal sealed record SeeOther(string Location) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = Location;
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(SeeOther);
}
