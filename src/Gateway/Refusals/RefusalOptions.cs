using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Refusals;

/// <summary>The setting <c>Gateway:RefusalsPerMinute</c>: 1 to 1,000,000, default 300.</summary>
/// <param name="PerMinute">How many refusals of unidentified callers from one address get an audit entry each in a minute.</param>
internal sealed record RefusalOptions(int PerMinute)
{
    private const string Setting = "Gateway:RefusalsPerMinute";
    private const int Default = 300;
    private const int Most = 1_000_000;

    /// <exception cref="StartupException"><c>setting_invalid</c>.</exception>
    public static RefusalOptions Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { } text)
        {
            return new RefusalOptions(Default);
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value is >= 1 and <= Most
            ? new RefusalOptions(value)
            : throw new StartupException(
                "setting_invalid",
                $"{Setting} harus bilangan bulat 1 sampai {Most}; sekarang '{text}'.",
                $"{Setting} must be a whole number from 1 to {Most}; it is '{text}'.");
    }
}
