using System.Globalization;
using Pmo.Hosting.Startup;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Pseudonyms;

/// <summary>What the operator of Pseudonyms sets.</summary>
/// <param name="Epoch"><c>Pseudonyms:Epoch</c>, <c>[a-z0-9-]{1,32}</c>: name of the epoch that the first start makes; default its month in WIB.</param>
/// <param name="PartnerCeilingPerDay"><c>Pseudonyms:PartnerCeilingPerDay</c>, persons, 1 to 10^9; default 200,000.</param>
/// <param name="TotalCeilingPerDay"><c>Pseudonyms:TotalCeilingPerDay</c>, persons of all partners, 1 to 10^9; default 2,000,000.</param>
/// <param name="QueueLength"><c>Pseudonyms:QueueLength</c>, parts that may wait for a processor, 0 to 1,024; default 16.</param>
/// <param name="ExportDirectory"><c>Pairing:ExportDirectory</c>: where the pairing and the statement key's fingerprint go; default nowhere.</param>
/// <param name="ExportAgain"><c>Pairing:ExportAgain</c>: export at this start though it was done before; default false.</param>
internal sealed record PseudonymSettings(
    string? Epoch, long PartnerCeilingPerDay, long TotalCeilingPerDay, int QueueLength, string? ExportDirectory, bool ExportAgain)
{
    private const long MostPersons = 1_000_000_000;
    private const int LongestQueue = 1024;

    /// <summary>Reads and checks all settings.</summary>
    /// <exception cref="StartupException"><c>configuration_invalid</c>, naming every setting that is wrong.</exception>
    public static PseudonymSettings Read(IConfiguration configuration)
    {
        var wrong = new List<(string Setting, string Indonesian, string English)>();
        var settings = new PseudonymSettings(
            Text(configuration, "Pseudonyms:Epoch"),
            Number(configuration, "Pseudonyms:PartnerCeilingPerDay", 200_000, 1, MostPersons, wrong),
            Number(configuration, "Pseudonyms:TotalCeilingPerDay", 2_000_000, 1, MostPersons, wrong),
            (int)Number(configuration, "Pseudonyms:QueueLength", 16, 0, LongestQueue, wrong),
            Text(configuration, "Pairing:ExportDirectory"),
            Flag(configuration, "Pairing:ExportAgain", wrong));
        if (settings.Epoch is { } epoch && !KeyId.TryParse($"{IdentityKind.Nik}.{epoch}.1", out _))
        {
            wrong.Add(("Pseudonyms:Epoch", "1 sampai 32 dari a-z, 0-9 dan '-'", "1 to 32 of a-z, 0-9 and '-'"));
        }

        return wrong.Count == 0
            ? settings
            : throw new StartupException(
                "configuration_invalid",
                string.Join("; ", wrong.Select(w => $"{w.Setting} harus {w.Indonesian}")) + ".",
                string.Join("; ", wrong.Select(w => $"{w.Setting} must be {w.English}")) + ".");
    }

    private static string? Text(IConfiguration configuration, string setting) =>
        configuration[setting] is { Length: > 0 } text ? text : null;

    private static long Number(
        IConfiguration configuration, string setting, long otherwise, long least, long most, List<(string, string, string)> wrong)
    {
        if (Text(configuration, setting) is not { } text)
        {
            return otherwise;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most)
        {
            wrong.Add((setting, $"bilangan bulat {least} sampai {most}", $"a whole number from {least} to {most}"));
        }

        return number;
    }

    private static bool Flag(IConfiguration configuration, string setting, List<(string, string, string)> wrong)
    {
        var text = Text(configuration, setting) ?? "false";
        if (!bool.TryParse(text, out var flag))
        {
            wrong.Add((setting, "true atau false", "true or false"));
        }

        return flag;
    }
}
