using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Matching.Noise;

/// <summary>The setting <c>Noise:Budget</c>: epsilon that may be spent on a dataset in a year (WIB), 0.01 to 1000, default 20.</summary>
/// <param name="Hundredths">Epsilon in hundredths.</param>
internal sealed record NoiseOptions(int Hundredths)
{
    private const string Setting = "Noise:Budget";
    private const decimal Default = 20;

    /// <exception cref="StartupException"><c>setting_invalid</c>.</exception>
    public static NoiseOptions Read(IConfiguration configuration)
    {
        var budget = Default;
        if (configuration[Setting] is { } text
            && (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out budget) || budget is < 0.01m or > 1000m))
        {
            throw new StartupException(
                "setting_invalid",
                $"{Setting} harus angka 0.01 sampai 1000; sekarang '{text}'.",
                $"{Setting} must be a number from 0.01 to 1000; it is '{text}'.");
        }

        return new NoiseOptions((int)(budget * 100));
    }
}
