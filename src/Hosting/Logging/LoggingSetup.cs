using Pmo.Hosting.Startup;
using Serilog;
using Serilog.Events;
using Serilog.Formatting.Display;
using Serilog.Formatting.Json;

namespace Pmo.Hosting.Logging;

internal static class LoggingSetup
{
    private const string Line = "[{Timestamp:HH:mm:ss} {Level:u3}] {Service}: {Message:lj}{NewLine}{Exception}";

    /// <summary>Serilog to stderr and to a rolling JSON file; levels from the section <c>Serilog</c>.</summary>
    public static void AddPmoLogging(this WebApplicationBuilder builder, string service, ServicePaths paths)
    {
        var logger = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)

            // It warns of an unprotected key ring at every start in Development; outside, KeyRingSetup does not start without a certificate.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .MinimumLevel.Override("Yarp", LogEventLevel.Warning)
            .ReadFrom.Configuration(builder.Configuration)
            .Enrich.FromLogContext()

            // The exception goes on to whoever starts the host, who says it once and without a stack.
            .Filter.ByExcluding(e => e.MessageTemplate.Text == "Hosting failed to start")
            .Enrich.WithProperty("Service", service)
            .WriteTo.Console(
                new MaskingFormatter(new MessageTemplateTextFormatter(Line, System.Globalization.CultureInfo.InvariantCulture)),
                standardErrorFromLevel: LogEventLevel.Verbose)
            .WriteTo.File(
                new MaskingFormatter(new JsonFormatter(renderMessage: true)),
                Path.Combine(paths.Logs, $"{service}-.log"),
                rollingInterval: RollingInterval.Day,
                retainedFileCountLimit: 31,
                fileSizeLimitBytes: 256L * 1024 * 1024,
                rollOnFileSizeLimit: true,
                shared: true)
            .CreateLogger();
        builder.Logging.ClearProviders().AddSerilog(logger, dispose: true);
    }
}
