namespace Pmo.Gateway.Home;

internal static class HomePage
{
    private const string Html =
        """
        <!doctype html>
        <html lang="id">
        <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>PMO Gateway</title></head>
        <body>
        <h1>PMO Gateway</h1>
        <p>Gerbang pertukaran data bantuan tanpa membuka NIK. Di sini berjalan: gerbang, layanan identitas, layanan pseudonim, layanan pencocokan.</p>
        <p lang="en">A gateway for exchanging aid data without disclosing a NIK. Running here: gateway, identity, pseudonyms, matching.</p>
        <ul>
        <li><a href="/docs">API</a> (<a href="/openapi/v1.json">OpenAPI</a>)</li>
        <li><a href="/health/ready">Kesehatan layanan / Health</a></li>
        <li>Periksa daftar / Check a list: <code>pmo check DAFTAR.xlsx --agreement ID --purpose pre-donation-check</code></li>
        </ul>
        </body>
        </html>
        """;

    /// <summary>A plain page that says what runs here, until the portal takes its place.</summary>
    public static void MapHome(this WebApplication app) => app.MapGet("/", Get).ExcludeFromDescription();

    private static IResult Get(HttpContext context)
    {
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        return Results.Content(Html, "text/html; charset=utf-8");
    }
}
