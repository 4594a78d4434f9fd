using System.Net;

namespace Pmo.Hosting.Headers;

/// <summary>
/// What browsers are told with every answer, errors included: no content but what is said, no framing, no guessing of types, no referrer, no copies.
/// A page or a cacheable document sets its own <c>Content-Security-Policy</c> or <c>Cache-Control</c> and keeps it.
/// </summary>
internal static class StrictHeaders
{
    private const string NoContent = "default-src 'none'; frame-ancestors 'none'";

    // A year, as RFC 6797, 14.2 has it; other hosts of the domain are their operators' own affair.
    private const string OnlyTls = "max-age=31536000";

    public static void UseStrictHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        // As late as possible: an exception's handler clears what was set before it.
        context.Response.OnStarting(Write, context);
        return next(context);
    });

    private static Task Write(object state)
    {
        var context = (HttpContext)state;
        var headers = context.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Content-Security-Policy", NoContent);
        headers.TryAdd("Cache-Control", "no-store");
        if (!IsLoopback(context.Request.Host.Host))
        {
            // Over plain HTTP browsers pass it over (RFC 6797, 8.1); behind a TLS proxy it is this service that says it.
            headers.StrictTransportSecurity = OnlyTls;
        }

        return Task.CompletedTask;
    }

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
