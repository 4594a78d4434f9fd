using Pmo.Gateway.Api;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.ApiDocs;

internal static class ApiDocsSetup
{
    // The page's own files; its widgets write style attributes, and its icons are data.
    private const string PagePolicy =
        "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";

    /// <summary>The description of the whole API at <c>/openapi/v1.json</c>, browsable at <c>/docs</c>.</summary>
    public static void MapApiDocs(this WebApplication app)
    {
        var merger = ActivatorUtilities.CreateInstance<OpenApiMerger>(app.Services);
        app.MapGet("/openapi/v1.json", async (CancellationToken cancellation) =>
            Results.Text((await merger.MergeAsync(cancellation)).ToJsonString(), "application/json")).ExcludeFromDescription();
        app.UseWhen(
            context => context.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase),
            docs => docs.Use((context, next) =>
            {
                context.Response.Headers.ContentSecurityPolicy = PagePolicy;
                return next(context);
            }));
        app.UseSwaggerUI(ui =>
        {
            ui.RoutePrefix = "docs";
            ui.SwaggerEndpoint("/openapi/v1.json", "PMO Gateway");
            ui.DocumentTitle = "PMO Gateway API";
            ui.SupportedSubmitMethods(); // Without a key in the page, a try-it button could only fail.
        });
    }

    public static void DescribeCatalog(this RouteHandlerBuilder route) => route
        .WithName(ApiCalls.Catalog.Name)
        .WithSummary("What the caller may do, and what is left of its quotas")
        .Produces<Protocol.Api.Catalog>()
        .Produces<Problem>(StatusCodes.Status503ServiceUnavailable, "application/problem+json");
}
