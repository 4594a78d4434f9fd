using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Decisions;

/// <summary>The 32 random bytes that the Gateway and one service share. Never prints itself.</summary>
public sealed class DecisionKey
{
    /// <summary>Length of the file, bytes.</summary>
    public const int Size = 32;

    private DecisionKey(byte[] bytes) => Bytes = bytes;

    internal byte[] Bytes { get; }

    /// <summary>Reads a key file.</summary>
    /// <param name="file">Path; the setting that names it is <paramref name="setting"/>.</param>
    /// <exception cref="StartupException"><c>decision_key_missing</c>: not set, not there, or not 32 bytes.</exception>
    public static DecisionKey Read(string? file, string setting)
    {
        try
        {
            if (file is { Length: > 0 } && File.ReadAllBytes(file) is { Length: Size } bytes)
            {
                return new DecisionKey(bytes);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Missing(setting, e);
        }

        throw Missing(setting, null);
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(DecisionKey);

    private static StartupException Missing(string setting, Exception? inner) => new(
        "decision_key_missing",
        $"{setting} harus menunjuk berkas berisi tepat 32 byte acak, sama di Gateway dan layanan ini (mis. openssl rand -out BERKAS 32).",
        $"{setting} must name a file of exactly 32 random bytes, the same at the Gateway and this service (e.g. openssl rand -out FILE 32).",
        inner);
}
