using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Profiles;
using Pmo.Protocol.Api;

namespace Pmo.Client.Checks;

/// <summary>
/// Keeps states of unfinished checks as <c>$PMO_HOME/resume/HASH.json</c>, mode 0600, each written whole or not at all.
/// Thread-safe for different checks.
/// </summary>
internal sealed class ResumeStore(PmoHome home)
{
    /// <summary>The state's file: named by a hash over everything that makes a check this one.</summary>
    public string PathOf(Profile profile, CheckOrder order)
    {
        var name = new StringBuilder("pmo-resume-v1");
        string[] identity =
        [
            profile.Org, GatewayAddress.Issuer(profile.Gateway), order.Grant.Agreement, order.Grant.Purpose, order.Kind.Name, order.ListDigest,
            .. order.Datasets ?? [],
        ];
        foreach (var item in identity)
        {
            name.Append('\n').Append(item);
        }

        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(name.ToString()));
        return Path.Combine(home.Resume, Convert.ToHexStringLower(hash)[..32] + ".json");
    }

    /// <summary>The state there is; null when there is none, or none that can be read.</summary>
    public static ResumeState? Read(string path)
    {
        try
        {
            return File.Exists(path) && new FileInfo(path).Length < 64 << 10
                && JsonSerializer.Deserialize<ResumeState>(File.ReadAllBytes(path), ApiJson.Options) is { Seed.Length: 32 } state
                ? state
                : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes, in place of an older one; false when the disk or its permissions do not allow.</summary>
    public static bool Write(string path, ResumeState state)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            using var file = AtomicFile.Create(path);
            JsonSerializer.Serialize(file.Content, state, ApiJson.Options);
            file.Commit(overwrite: true);
            return true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public static void Delete(string path)
    {
        if (File.Exists(path))
        {
            File.Delete(path);
        }
    }

    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
