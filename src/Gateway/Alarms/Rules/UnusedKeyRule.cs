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

    /// <summary>Keeps who used a key last, of entries in their order.</summary>
    public static async Task NoteAsync(IEnumerable<AuditEntry> entries, DbTransaction transaction)
    {
        // A machine's thousand calls are one row to write.
        var uses = new Dictionary<string, KeyUse>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (entry is not { Organisation: { } organisation, Operation: { } operation })
            {
                continue;
            }

            // What came from Identity names no call; what an operator's call did to an account is told by both, and only one says whose account.
            var isCall = entry.Request is not null;
            if (!isCall && operation == Revoked && entry.Decision == AuditDecision.Allow)
            {
                foreach (var gone in uses.Values.Where(use => use.Organisation == organisation).ToList())
                {
                    uses.Remove(gone.Client);
                }

                await KeyUses.ForgetAsync(organisation, transaction);
            }
            else if (entry.User is { } user && (isCall ? entry.Decision != AuditDecision.Outcome : entry.Decision == AuditDecision.Allow && IsOfAccount(operation)))
            {
                // A call that is refused uses its key too.
                var isPerson = !isCall && OfPeople.Contains(operation, StringComparer.Ordinal);
                uses.TryGetValue(user, out var before);
                uses[user] = new KeyUse(user, organisation, before?.At > entry.At ? before.At : entry.At, isPerson || before?.IsPerson == true);
            }
        }

        foreach (var use in uses.Values)
        {
            await KeyUses.NoteAsync(use, transaction);
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
