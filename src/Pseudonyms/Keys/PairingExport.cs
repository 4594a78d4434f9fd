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
        await File.WriteAllTextAsync(Path.Combine(directory, FingerprintFile), keys.Fingerprint + "\n");
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
