using Pmo.Hosting.Problems;

namespace Pmo.Matching.Epochs;

/// <summary>Why there are no keys to work with.</summary>
public static class EpochErrors
{
    public static readonly ErrorCode PairingMissing = new("pairing_missing", 503,
        "Layanan pencocokan belum dipasangkan dengan Pseudonyms. Operator: taruh pairing-EPOCH.json di Pairing:ImportDirectory.",
        "Matching is not yet paired with Pseudonyms. Operator: put pairing-EPOCH.json into Pairing:ImportDirectory.");

    internal static IEnumerable<ErrorCode> All => [PairingMissing];
}
