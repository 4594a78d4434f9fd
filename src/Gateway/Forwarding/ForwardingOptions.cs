using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Forwarding;

/// <summary>Section <c>Forwarding</c>: how it is found out which replicas of a service can be asked. Immutable.</summary>
/// <param name="ProbeEvery"><c>Forwarding:ProbeSeconds</c>, 1 to 300, default 5: between two questions to <c>/health/ready</c> of each replica.</param>
/// <param name="ProbeTimeout"><c>Forwarding:ProbeTimeoutSeconds</c>, 1 to 60, default 3: after which such a question has failed.</param>
/// <param name="Rest"><c>Forwarding:RestSeconds</c>, 1 to 300, default 10: how long a replica gets no requests after one has failed on the way to it.</param>
internal sealed record ForwardingOptions(TimeSpan ProbeEvery, TimeSpan ProbeTimeout, TimeSpan Rest)
{
    /// <summary>Reads it; all that is wrong is named at once.</summary>
    /// <exception cref="StartupException"><c>forwarding_setting_invalid</c>.</exception>
    public static ForwardingOptions Read(IConfiguration configuration)
    {
        var wrong = new List<string>();
        var options = new ForwardingOptions(Seconds("ProbeSeconds", 300, 5), Seconds("ProbeTimeoutSeconds", 60, 3), Seconds("RestSeconds", 300, 10));
        return wrong.Count == 0 ? options : throw new StartupException(
            "forwarding_setting_invalid",
            $"Pengaturan harus bilangan bulat: {string.Join("; ", wrong)}.",
            $"Settings must be whole numbers: {string.Join("; ", wrong)}.");

        TimeSpan Seconds(string name, int most, int otherwise)
        {
            if (configuration["Forwarding:" + name] is not { } text)
            {
                return TimeSpan.FromSeconds(otherwise);
            }

            if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) || seconds < 1 || seconds > most)
            {
                wrong.Add($"Forwarding:{name} 1-{most.ToString(CultureInfo.InvariantCulture)}");
            }

            return TimeSpan.FromSeconds(seconds);
        }
    }
}
