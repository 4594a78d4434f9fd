using Pmo.AuditLog;
using Pmo.AuditLog.Tree;
using Pmo.Gateway.Requests;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Audit;

/// <summary>
/// The log for everybody, as C2SP <c>tlog-tiles</c> lays it out: commitments only, no token, no entry of its own. Bounded by how many are answered at once.
/// </summary>
internal sealed class LogEndpoints(MerkleLog log) : IDisposable
{
    public const string Path = "/v1/audit/log";
    private const int AtOnce = 16;
    private const string Forever = "public, max-age=31536000, immutable";
    private readonly SemaphoreSlim _room = new(AtOnce, AtOnce);

    public static void Map(WebApplication app)
    {
        var group = app.MapGroup(Path).ExcludeFromDescription().AddEndpointFilter((context, next) =>
            context.HttpContext.RequestServices.GetRequiredService<LogEndpoints>().AdmitAsync(context, next));
        group.MapGet("/checkpoint", GetCheckpoint);
        group.MapGet("/key", GetKey);
        group.MapGet("/tile/{**tile}", GetTileAsync);
    }

    public void Dispose() => _room.Dispose();

    private static IResult GetCheckpoint(MerkleLog log, HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        return Results.Text(log.NewestNote);
    }

    private static IResult GetKey(MerkleLog log, HttpResponse response)
    {
        response.Headers.CacheControl = "no-cache";
        return Results.Text(log.Key + "\n");
    }

    private static async Task<IResult> GetTileAsync(string? tile, MerkleLog log, HttpContext context)
    {
        if (!TilePath.TryParse(tile, out var path, out _) || await log.ReadTileAsync(path, context.RequestAborted) is not { } bytes)
        {
            return new ProblemResult(CommonErrors.NotFound);
        }

        // A tile never changes; not even a part of one.
        context.Response.Headers.CacheControl = Forever;
        return Results.Bytes(bytes, "application/octet-stream");
    }

    private async ValueTask<object?> AdmitAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        if (RequestReader.CheckHead(context.HttpContext.Request) is { } refused)
        {
            return new ProblemResult(refused);
        }

        if (log.Key is null || !await _room.WaitAsync(0))
        {
            return new ProblemResult(new Failure(CommonErrors.Busy, []) { RetryAfterSeconds = 1 });
        }

        try
        {
            return await next(context);
        }
        finally
        {
            _room.Release();
        }
    }
}
