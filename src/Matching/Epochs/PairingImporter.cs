using System.Security.Cryptography;
using System.Text.Json;
using Pmo.Hosting.Startup;
using Pmo.Matching.Epochs.Storage;
using Pmo.Oprf;
using Pmo.Protocol.Api;
using Pmo.Protocol.Inputs;
using Pmo.Protocol.Keys;

namespace Pmo.Matching.Epochs;

/// <summary>Takes in pairing files: once each, of one signer only, and deletes them when their content is safe.</summary>
internal sealed class PairingImporter(PairingOptions options, EpochVault vault, EpochStore store, TimeProvider time, ILogger<PairingImporter> logger)
{
    /// <exception cref="StartupException">
    /// <c>pairing_invalid</c>, <c>pairing_signer_changed</c>, <c>pairing_directory</c>, <c>epoch_key_lost</c>.
    /// </exception>
    public async Task ImportAsync(CancellationToken cancellation)
    {
        try
        {
            if (Directory.Exists(options.ImportDirectory))
            {
                await ImportAllAsync(cancellation);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new StartupException(
                "pairing_directory",
                $"{options.ImportDirectory} dan {options.KeyDirectory} harus dapat dibaca dan ditulis oleh layanan ini. Perbaiki izinnya.",
                $"This service must be able to read and write {options.ImportDirectory} and {options.KeyDirectory}. Mend their permissions.",
                e);
        }
    }

    private async Task ImportAllAsync(CancellationToken cancellation)
    {
        foreach (var file in Directory.EnumerateFiles(options.ImportDirectory, "pairing-*.json").Order(StringComparer.Ordinal))
        {
            if (Read(file, out var signer) is not { } pairing)
            {
                continue;
            }

            await store.WriteAsync(
                async transaction =>
                {
                    var pinned = await EpochStore.PinAsync(transaction, (options.StatementKey ?? signer).ToString());
                    if (pinned != signer.ToString() || (options.StatementKey is { } expected && expected != signer))
                    {
                        throw SignerChanged(file);
                    }

                    if (await EpochStore.FindAsync(transaction, pairing.Epoch) is not { } known)
                    {
                        await EpochStore.InsertAsync(
                            transaction, pairing.Epoch, vault.Seal(pairing.Epoch, Complete(pairing)), time.GetUtcNow().ToUnixTimeSeconds());
                    }
                    else if (!CryptographicOperations.FixedTimeEquals(vault.Open(known.Epoch, known.Content).PairKey, pairing.PairKey))
                    {
                        throw Invalid(file);
                    }
                },
                cancellation);
            File.Delete(file);
            var fingerprint = signer.ToString();
            logger.PairingImported(pairing.Epoch, fingerprint);
        }
    }

    private static EpochSecrets Complete(Pairing pairing) =>
        new(pairing.PairKey, RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32), pairing.Domains);

    /// <returns>Null when another replica that shares the folder has taken the file in, and deleted it, since it was listed.</returns>
    private static Pairing? Read(string file, out KeyFingerprint signer)
    {
        signer = default;
        try
        {
            var content = JsonSerializer.Deserialize<PairingFile>(File.ReadAllBytes(file), ApiJson.Options);
            return content is not null && Pairing.Read(content.Pairing, out signer) is { } pairing && IsSound(pairing, file)
                ? pairing
                : throw Invalid(file);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
        catch (JsonException)
        {
            // Its text may quote the file, which holds a secret.
            throw Invalid(file);
        }
    }

    private static bool IsSound(Pairing pairing, string file) =>
        KeyId.TryParse($"nik.{pairing.Epoch}.1", out _)
        && Path.GetFileName(file) == $"pairing-{pairing.Epoch}.json"
        && pairing.Domains.ContainsKey(IdentityKind.Nik.Name)
        && pairing.Domains.All(d => IdentityKind.TryParse(d.Key, out _) && IsElement(d.Value.PublicKey) && IsElement(d.Value.Canary));

    private static bool IsElement(byte[] bytes) => bytes.Length == Element.Size && ElementBatch.Check(bytes).IsOk;

    private static StartupException Invalid(string file) => new(
        "pairing_invalid",
        $"{file} bukan berkas pasangan yang utuh. Minta operator Pseudonyms mengekspornya lagi, lalu ganti berkas itu.",
        $"{file} is not a sound pairing file. Have the operator of Pseudonyms export it again, and replace the file.");

    private static StartupException SignerChanged(string file) => new(
        "pairing_signer_changed",
        $"{file} ditandatangani kunci lain daripada yang dipercaya. Bandingkan sidik jari dengan operator Pseudonyms; hapus berkas itu bila bukan darinya.",
        $"{file} is signed by another key than the trusted one. Compare fingerprints with the operator of Pseudonyms; delete the file if it is not theirs.");
}
