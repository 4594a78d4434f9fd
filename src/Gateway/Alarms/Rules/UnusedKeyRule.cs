using System.Data.Common;
using System.Globalization;
using Pmo.AuditLog;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Keys of machines that nobody has used for long. Known from the log: a key that was never used nor enrolled is not.</summary>
internal sealed class UnusedKeyRule(AlarmOptions options)
{
    // What happens to accounts, by the names that Identity gives it.
    private static readonly string[] OfPeople = ["sign-in", "person-invite", "person-reset", "person-resume", "person-roles"];
    private static readonly string[] OfMachines = ["enrol", "partner-approve", "key-replace"];
    private const string Revoked = "partner-revoke";

    /// <summary>Keeps who used a key last.</summary>
    public static async Task NoteAsync(AuditEntry entry, DbTransaction transaction)
    {
        if (entry is not { Organisation: { } organisation, Operation: { } operation })
        {
            return;
        }

        // What came from Identity names no call; what an operator's call did to an account is told by both, and only one says whose account.
        var isCall = entry.Request is not null;
        if (!isCall && operation == Revoked && entry.Decision == AuditDecision.Allow)
        {
            await KeyUses.ForgetAsync(organisation, transaction);
        }
        else if (entry.User is { } user && (isCall ? entry.Decision != AuditDecision.Outcome : entry.Decision == AuditDecision.Allow && IsOfAccount(operation)))
        {
            // A call that is refused uses its key too.
            await KeyUses.NoteAsync(user, organisation, entry.At, !isCall && OfPeople.Contains(operation, StringComparer.Ordinal), transaction);
        }
    }

    public async Task<IEnumerable<Finding>> LookAsync(DateTimeOffset now, DbTransaction transaction) =>
        (await KeyUses.UnusedAsync(now.AddDays(-options.UnusedDays), transaction)).Select(key => new Finding(
            AlarmKind.KeyUnused,
            string.Create(CultureInfo.InvariantCulture, $"{key.Client}:{key.At.ToUnixTimeMilliseconds()}"),
            key.Organisation,
            new AlarmDetail(Client: key.Client, LastUsed: key.At),
            []));

    private static bool IsOfAccount(string operation) =>
        OfMachines.Contains(operation, StringComparer.Ordinal) || OfPeople.Contains(operation, StringComparer.Ordinal);
}
