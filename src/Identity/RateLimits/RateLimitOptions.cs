using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Identity.RateLimits;

/// <summary>The section <c>Identity:RateLimits</c>: requests a minute, 1 to 1,000,000 each.</summary>
internal sealed record RateLimitOptions
{
    private const string Section = "Identity:RateLimits";
    private const int Most = 1_000_000;

    // A machine needs a token every five minutes; this leaves room for many processes with one client id.
    private const int DefaultPerClient = 300;

    private RateLimitOptions(IReadOnlyDictionary<string, int> perAddress, int perClient)
    {
        PerAddress = perAddress;
        PerClient = perClient;
    }

    /// <summary><c>:Token:PerAddress</c> (600), <c>:Par:PerAddress</c> (600), <c>:Browser:PerAddress</c> (600), <c>:Login:PerAddress</c> (60), <c>:Enroll:PerAddress</c> (30), by policy.</summary>
    public IReadOnlyDictionary<string, int> PerAddress { get; }

    /// <summary><c>:Client</c> (300): what one authenticated client may ask of all protocol endpoints together.</summary>
    public int PerClient { get; }

    /// <exception cref="StartupException"><c>setting_invalid</c>: all that are wrong.</exception>
    public static RateLimitOptions Read(IConfiguration configuration)
    {
        var wrong = new List<string>();
        var perAddress = RatePolicies.All.ToDictionary(
            p => p.Name, p => Read(configuration, $"{Section}:{p.Name}:PerAddress", p.PerAddress, wrong), StringComparer.Ordinal);
        var perClient = Read(configuration, $"{Section}:Client", DefaultPerClient, wrong);
        return wrong.Count == 0
            ? new RateLimitOptions(perAddress, perClient)
            : throw new StartupException(
                "setting_invalid",
                $"{string.Join(", ", wrong)} harus bilangan bulat 1 sampai {Most} (permintaan per menit).",
                $"{string.Join(", ", wrong)} must be a whole number from 1 to {Most} (requests a minute).");
    }

    private static int Read(IConfiguration configuration, string name, int otherwise, List<string> wrong)
    {
        if (configuration[name] is not { } text)
        {
            return otherwise;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most)
        {
            return value;
        }

        wrong.Add(name);
        return otherwise;
    }
}
