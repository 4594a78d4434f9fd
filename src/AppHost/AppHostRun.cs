using Pmo.AppHost.Demo;
using Pmo.AppHost.Options;
using Pmo.AppHost.Running;
using Pmo.Hosting.Startup;

namespace Pmo.AppHost;

/// <summary>One run: services up, demo in place, a check made, then ready until it is told to stop.</summary>
internal static class AppHostRun
{
    private const int Failed = 1;

    public static async Task<int> RunAsync(RunOptions options, CancellationToken cancellation)
    {
        try
        {
            RefuseProduction();
            using var folder = DataFolder.Take(options);
            DemoFiles.Prepare(folder, options.Demo);
            await using var services = await ServiceSet.StartAsync(folder, options, cancellation);
            DemoFiles.WriteProfiles(folder, services.Origin, options.Demo);
            var ok = !options.Demo || await DemoRun.RunAsync(folder, services.Stopping);
            if (options.Demo)
            {
                DemoPeople.Print(folder);
            }

            if (options.Once)
            {
                return ok ? 0 : Failed;
            }

            Console.WriteLine($"ready {services.Origin.GetLeftPart(UriPartial.Authority)}");
            await Console.Out.FlushAsync(cancellation);
            await services.WaitAsync();
            return 0;
        }
        catch (StartupException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return Failed;
        }
        catch (OperationCanceledException)
        {
            return 0; // told to stop while starting
        }
    }

    private static void RefuseProduction()
    {
        string?[] names = [Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"), Environment.GetEnvironmentVariable("DOTNET_ENVIRONMENT")];
        if (names.Contains("Production", StringComparer.OrdinalIgnoreCase))
        {
            throw new StartupException(
                "apphost_in_production",
                "AppHost hanya untuk mencoba: semua kunci dan layanan berada dalam satu proses. Jalankan layanan terpisah (lihat docs/operating.md).",
                "AppHost is for trying out only: all keys and services are in one process. Run the services apart (see docs/operating.md).");
        }
    }
}
