using System.Globalization;
using Pmo.Hosting.Startup;

namespace Pmo.Matching.Journals;

/// <summary>How long it is remembered who asked about whom.</summary>
/// <param name="KeepDays"><c>Journal:KeepDays</c>, default 1825 (five years), 1 to 36500.</param>
internal sealed record JournalOptions(int KeepDays)
{
    private const int Default = 1825;
    private const int Most = 36_500;

    /// <exception cref="StartupException"><c>journal_option</c>.</exception>
    public static JournalOptions Read(IConfiguration configuration) => configuration["Journal:KeepDays"] is not { Length: > 0 } text
        ? new JournalOptions(Default)
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= Most
            ? new JournalOptions(days)
            : throw new StartupException(
                "journal_option",
                $"Journal:KeepDays harus bilangan hari dari 1 sampai {Most} (bawaan {Default}).",
                $"Journal:KeepDays must be a number of days from 1 to {Most} (default {Default}).");
}
