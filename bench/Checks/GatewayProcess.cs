using Pmo.Bench.Runs;

namespace Pmo.Bench.Checks;

/// <summary>Every service of the project, as a partner meets them: AppHost in a process of its own, on a loopback port.</summary>
internal static class GatewayProcess
{
    private const string NoCeiling = "1000000000"; // persons a day, the most that Pseudonyms takes
    private const string NoLimit = "1000000"; // tokens a minute, the most that Identity takes

    /// <summary>Starts it and waits until it takes calls.</summary>
    /// <exception cref="InvalidOperationException">It ended instead; its log is at <c>DATA/apphost.log</c>.</exception>
    public static Task<ServiceProcess> StartAsync(string data, CancellationToken cancellation) => ServiceProcess.StartAsync(
        "Pmo.AppHost.dll",
        ["--data", data, "--no-demo", "--policies", Parties.Agreements, "--urls", "http://127.0.0.1:0"],
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Pseudonyms__PartnerCeilingPerDay"] = NoCeiling,
            ["Pseudonyms__TotalCeilingPerDay"] = NoCeiling,
            ["Identity__RateLimits__Token__PerAddress"] = NoLimit,
            ["Identity__RateLimits__Client"] = NoLimit,
        },
        Path.Combine(data, "apphost.log"),
        cancellation);
}
