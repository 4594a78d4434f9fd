using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Requests;

internal static class HeadGuardSetup
{
    /// <summary>Outside <c>/v1</c>, where nobody is identified yet, raw NIKs are kept out all the same; under it, once it is known who sent them.</summary>
    public static void UseHeadGuard(this WebApplication app) => app.Use((context, next) =>
        !context.Request.Path.StartsWithSegments("/v1", StringComparison.OrdinalIgnoreCase) && RequestReader.CheckHead(context.Request) is { } failure
            ? new ProblemResult(failure).ExecuteAsync(context)
            : next(context));
}
