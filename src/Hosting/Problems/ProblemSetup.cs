using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace Pmo.Hosting.Problems;

/// <summary>Turns what escapes the handlers into problem details: unreadable requests, unknown paths, outages and bugs.</summary>
internal static partial class ProblemSetup
{
    // By then a request goes to another replica.
    private const int OutageSeconds = 2;

    public static void UsePmoProblems(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            // The framework's own log of the exception would be a second one, with the request's path in it.
            SuppressDiagnosticsCallback = _ => true,
            ExceptionHandler = HandleAsync,
        });
        app.UseStatusCodePages(context => new ProblemResult(ForStatus(context.HttpContext.Response.StatusCode)).ExecuteAsync(context.HttpContext));
    }

    private static Task HandleAsync(HttpContext context)
    {
        var exception = context.Features.GetRequiredFeature<IExceptionHandlerFeature>().Error;
        var failure = Classify(exception);
        if (failure.Status >= 500)
        {
            var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger("Pmo.Hosting.Problems");
            LogFault(logger, failure.Code, exception);
        }

        return new ProblemResult(failure).ExecuteAsync(context);
    }

    private static ErrorCode Classify(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => CommonErrors.BodyTooLarge,
        BadHttpRequestException or JsonException => CommonErrors.Malformed,

        // character_not_in_repertoire: a text with a zero character, which PostgreSQL takes for no text. Nobody sends one but to see what happens.
        DbException { SqlState: "22021" } => CommonErrors.Malformed,
        DbException => CommonErrors.StorageUnavailable,
        _ => CommonErrors.Internal,
    };

    private static Failure ForStatus(int status) => status switch
    {
        StatusCodes.Status404NotFound => CommonErrors.NotFound,
        StatusCodes.Status405MethodNotAllowed => CommonErrors.MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => CommonErrors.BodyTooLarge,
        StatusCodes.Status415UnsupportedMediaType => CommonErrors.MediaTypeUnsupported,
        >= 502 and <= 504 => new Failure(CommonErrors.ServiceUnavailable, []) { RetryAfterSeconds = OutageSeconds },
        >= 500 => CommonErrors.Internal,
        _ => CommonErrors.Malformed,
    };

    [LoggerMessage(Level = LogLevel.Error, Message = "Request failed with {Code}")]
    private static partial void LogFault(ILogger logger, string code, Exception exception);
}
