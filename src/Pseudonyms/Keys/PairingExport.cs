using System.Text.Json;
using Pmo.Hosting.Startup;
using Pmo.Protocol.Api;
using Pmo.Protocol.Keys;
using Pmo.Pseudonyms.Keys.Storage;

namespace Pmo.Pseudonyms.Keys;

/// <summary>Writes the pairing for Matching once, and beside it the statement key's fingerprint, which is public.</summary>
internal sealed class PairingExport(EpochKeys keys, KeyTable table, PseudonymSettings settings, TimeProvider time, ILogger<PairingExport> logger)
{
    public const string FingerprintFile = "statement-key.txt";

    /// <exception cref="StartupException"><c>data_unwritable</c>.</exception>
    public async Task RunAsync()
    {
        if (settings.ExportDirectory is not { } directory)
        {
            return;
        }

        ServicePaths.EnsureWritable(directory);

        // Whole or not at all, over another replica's: they may share the folder and start at once.
        var fingerprint = Path.Combine(directory, FingerprintFile);
        var beside = $"{fingerprint}.{Guid.NewGuid():N}.tmp";
        await File.WriteAllTextAsync(beside, keys.Fingerprint + "\n");
        File.Move(beside, fingerprint, overwrite: true);
        var file = Path.Combine(directory, $"pairing-{keys.Epoch}.json");
        var written = await table.ExportOnceAsync(
            keys.Epoch,
            settings.ExportAgain,
            time.GetUtcNow(),
            () => PrivateFile.Write(file, JsonSerializer.SerializeToUtf8Bytes(new PairingFile(keys.SignPairing()), ApiJson.Options)));
        if (written)
        {
            KeyLog.PairingExported(logger, keys.Epoch, file);
        }
    }
}
