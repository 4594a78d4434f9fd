using Pmo.AuditLog;
using Pmo.AuditLog.Search;
using Pmo.Gateway.Policies;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Time;

namespace Pmo.Gateway.Transparency;

/// <summary><c>GET /transparansi</c>, for everybody. Figures are counted at most every five minutes, whoever asks. Thread-safe.</summary>
internal sealed class TransparencyEndpoint(EntryIndex index, TimeProvider time) : IDisposable
{
    public const string Path = "/transparansi";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);
    private readonly SemaphoreSlim _one = new(1, 1);
    private (PublicFigures Figures, DateTimeOffset At)? _last;

    public static void Map(WebApplication app) => app.MapGet(Path, GetAsync).ExcludeFromDescription();

    public void Dispose() => _one.Dispose();

    private static async Task<IResult> GetAsync(HttpContext context, TransparencyEndpoint page, PolicyHolder policies, MerkleLog log, TimeProvider time)
    {
        var english = context.Request.Query["lang"].ToString() is { Length: > 0 } lang ? lang == "en" : RequestLanguage.Of(context.Request) == "en";
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.CacheControl = "public, max-age=300";
        headers.Vary = "Accept-Language";
        var figures = await page.FiguresAsync(context.RequestAborted);
        return Results.Content(
            new TransparencyPage(english, policies.Current, time.Today(), figures, log.NewestNote, log.Key?.ToString()).Write(), "text/html; charset=utf-8");
    }

    private async Task<PublicFigures> FiguresAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation);
        try
        {
            var now = time.GetUtcNow();
            if (_last is not { } last || now - last.At >= Life)
            {
                if (await index.BehindAsync(cancellation) <= EntryIndex.Near)
                {
                    await index.CatchUpAsync(cancellation);
                }

                _last = last = (await PublicFigures.ReadAsync(index, now, cancellation), now);
            }

            return last.Figures;
        }
        finally
        {
            _one.Release();
        }
    }
}
