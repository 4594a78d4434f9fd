using Pmo.Agreements;
using Pmo.AuditLog.Notes;
using Pmo.Hosting.Startup;

namespace Pmo.Gateway.Audit;

/// <summary>Section <c>Audit</c> of the configuration. Immutable.</summary>
/// <param name="Origin">
/// <c>Audit:Origin</c>, the log's name in its checkpoints, an address without a scheme; default: that of <c>Gateway:PublicOrigin</c> and
/// <c>/v1/audit/log</c>, else <c>localhost/v1/audit/log</c>. Only the first start takes it: the key is bound to the name.
/// </param>
/// <param name="RetentionMonths"><c>Audit:RetentionMonths</c>, 12 to 240, default 60: after how many months details are erased.</param>
/// <param name="SelfCheckHours"><c>Audit:SelfCheckHours</c>, 1 to 168, default 24: how often the whole log is read and verified.</param>
/// <param name="AllOrganisations">
/// <c>Audit:AllOrganisations</c>, ids of organisations separated by commas, default <c>dpo-pmo</c>: whose data-protection officers read every entry. Those
/// of others read what their own organisation did and what was done with its data.
/// </param>
internal sealed record AuditOptions(string Origin, int RetentionMonths, int SelfCheckHours, IReadOnlyList<string> AllOrganisations)
{
    public static AuditOptions Read(IConfiguration configuration)
    {
        var origin = configuration["Audit:Origin"];
        if (string.IsNullOrEmpty(origin))
        {
            var authority = Uri.TryCreate(configuration["Gateway:PublicOrigin"], UriKind.Absolute, out var uri) ? uri.Authority : "localhost";
            origin = authority + LogEndpoints.Path;
        }

        if (!NoteKey.IsName(origin))
        {
            throw Invalid("Audit:Origin", "HOST/PATH");
        }

        return new AuditOptions(
            origin, ReadNumber(configuration, "Audit:RetentionMonths", 12, 240, 60), ReadNumber(configuration, "Audit:SelfCheckHours", 1, 168, 24),
            ReadOrganisations(configuration["Audit:AllOrganisations"] ?? "dpo-pmo"));
    }

    private static int ReadNumber(IConfiguration configuration, string name, int least, int most, int otherwise) =>
        configuration[name] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most ? number
        : throw Invalid(name, $"{least}-{most}");

    private static string[] ReadOrganisations(string text)
    {
        var ids = text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return Array.TrueForAll(ids, id => PartyId.TryParse(id, out _, out _)) ? ids : throw Invalid("Audit:AllOrganisations", "ID[,ID…]");
    }

    private static StartupException Invalid(string name, string expected) => new(
        "audit_setting_invalid", $"Pengaturan {name} harus {expected}.", $"The setting {name} must be {expected}.");
}
