using System.Globalization;
using Pmo.AuditLog;

namespace Pmo.Bench.Auditing;

/// <summary>Entries as months of use leave them: few partners do most, some operations never go with some datasets, refusals are rare. Always the same.</summary>
internal static class SearchLog
{
    private const int PartnerCount = 40;
    private static readonly string[] Datasets = [.. Enumerable.Range(1, 12).Select(i => string.Create(CultureInfo.InvariantCulture, $"dataset-{i:D2}"))];
    private static readonly string[] Purposes = ["pre-donation-check", "targeting", "evaluation", "duplicate-cleanup"];
    private static readonly string[] Reasons = ["quota_exhausted", "no_agreement", "purpose_not_permitted", "list_too_large", "dpop_proof_invalid"];

    /// <summary>When the first entry was, UTC.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 1, 0, 0, TimeSpan.Zero);

    /// <summary>Between two entries.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(15);

    public static AuditEntry Entry(int number)
    {
        var at = Start + (number * Step);
        var chance = Mix((uint)number);

        // The more of them there are the less each does, as harmonic as can be had from one number.
        var partner = (int)(PartnerCount / (1 + (chance % PartnerCount))) - 1 + (int)(chance >> 20 & 3);
        var operation = (chance >> 8 & 15) switch { < 4 => "check", < 9 => "evaluate", < 12 => "catalog", < 13 => "keys", < 15 => "upload", _ => "overlaps" };
        var hasAgreement = operation is not ("catalog" or "keys");
        var isDenied = (chance >> 12 & 63) == 0;
        var decision = isDenied ? AuditDecision.Deny : (number & 1) == 0 ? AuditDecision.Allow : AuditDecision.Outcome;
        var organisation = operation == "upload" ? $"owner-{chance % 6}" : $"partner-{partner % PartnerCount}";
        return new AuditEntry
        {
            Id = AuditId.New(at), At = at, Kind = AuditKind.Access, Decision = decision, Organisation = organisation, User = $"{organisation}-{chance >> 28 & 1}",
            Agreement = hasAgreement ? organisation + "-pks" : null,
            Purpose = !hasAgreement ? null : operation == "upload" ? "registration" : Purposes[partner % 4],
            Operation = operation,
            Datasets = hasAgreement ? [Datasets[chance % 6], Datasets[6 + ((chance >> 4) % 6)]] : null,
            Rows = hasAgreement ? (int)(chance % 2000) : null, Matched = null, Status = decision == AuditDecision.Outcome ? 200 : isDenied ? 403 : null,
            Reasons = isDenied ? [Reasons[chance % 5]] : null, Address = "192.0.2.7", Request = "4bf92f3577b34da6a3ce929d0e0e4736",
            Policy = "sha256:1f2e3a4d5c6b7a8901f2e3a4d5c6b7a8901f2e3a4d5c6b7a8901f2e3a4d5c6b7a",
        };
    }

    // Finaliser of MurmurHash3: spreads a counter evenly.
    private static uint Mix(uint x)
    {
        x ^= x >> 16;
        x *= 0x85ebca6b;
        x ^= x >> 13;
        x *= 0xc2b2ae35;
        return x ^ (x >> 16);
    }
}
