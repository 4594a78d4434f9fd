using Pmo.Hosting.Startup;
using Pmo.Protocol.Keys;

namespace Pmo.Matching.Epochs;

/// <summary>How this service is paired with Pseudonyms.</summary>
/// <param name="ImportDirectory"><c>Pairing:ImportDirectory</c>, default <c>DATA/pairing</c>: where <c>pairing-EPOCH.json</c> is looked for.</param>
/// <param name="StatementKey"><c>Pairing:StatementKey</c>, default none: the only fingerprint that is accepted, <c>sha256:…</c>.</param>
/// <param name="KeyDirectory"><c>Pairing:KeyDirectory</c>, default <c>DATA/epochs</c>: the epoch keys; never in a backup of the database.</param>
internal sealed record PairingOptions(string ImportDirectory, KeyFingerprint? StatementKey, string KeyDirectory)
{
    /// <exception cref="StartupException"><c>pairing_key_option</c>.</exception>
    public static PairingOptions Read(IConfiguration configuration, ServicePaths paths)
    {
        var expected = configuration["Pairing:StatementKey"];
        KeyFingerprint pinned = default;
        if (!string.IsNullOrEmpty(expected) && !KeyFingerprint.TryParse(expected, out pinned))
        {
            throw new StartupException(
                "pairing_key_option",
                "Pairing:StatementKey harus berupa sidik jari sha256:… (43 huruf base64url). Salin dari operator Pseudonyms.",
                "Pairing:StatementKey must be a fingerprint sha256:… (43 base64url characters). Copy it from the operator of Pseudonyms.");
        }

        return new PairingOptions(
            Path.GetFullPath(configuration["Pairing:ImportDirectory"] ?? Path.Combine(paths.Data, "pairing")),
            string.IsNullOrEmpty(expected) ? null : pinned,
            Path.GetFullPath(configuration["Pairing:KeyDirectory"] ?? Path.Combine(paths.Data, "epochs")));
    }
}
