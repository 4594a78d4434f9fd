using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Matching.Snapshots;

/// <summary>The setting <c>Snapshots:Every</c>: 00:00:00 (at each commit) to 31.00:00:00, default 24:00:00.</summary>
/// <param name="Every">Time between two snapshots; zero: each commit takes one.</param>
internal sealed record SnapshotOptions(TimeSpan Every)
{
    private const string Setting = "Snapshots:Every";
    private static readonly TimeSpan Most = TimeSpan.FromDays(31);

    public bool AtEachCommit => Every == TimeSpan.Zero;

    /// <exception cref="StartupException"><c>setting_invalid</c>.</exception>
    public static SnapshotOptions Read(IConfiguration configuration)
    {
        if (configuration[Setting] is not { } text)
        {
            return new SnapshotOptions(TimeSpan.FromDays(1));
        }

        // 24:00:00 is how people write a day; TimeSpan wants 1.00:00:00.
        return TimeSpan.TryParse(text == "24:00:00" ? "1.00:00:00" : text, CultureInfo.InvariantCulture, out var every)
            && every >= TimeSpan.Zero && every <= Most
            ? new SnapshotOptions(every)
            : throw new StartupException(
                "setting_invalid",
                $"{Setting} harus jangka waktu 00:00:00 sampai 31.00:00:00; sekarang '{text}'.",
                $"{Setting} must be a time from 00:00:00 to 31.00:00:00; it is '{text}'.");
    }
}
