using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Pmo.Client.Http;
using Pmo.Client.Messages;
using Pmo.Protocol.Keys;

namespace Pmo.Client.Profiles;

/// <summary>Finds and reads profiles. Every defect is a message that says how to mend it. Thread-safe.</summary>
public sealed class ProfileStore(PmoHome home)
{
    private const int MostBytes = 64 << 10;
    private const string Extension = ".json";

    /// <summary>Opens a profile.</summary>
    /// <param name="name">A name, or a path; null or empty takes the only profile there is.</param>
    /// <param name="profile">To be disposed of, when true is returned.</param>
    /// <param name="problem">Else what is wrong: <c>profile_*</c> or <c>key_*</c>.</param>
    public bool TryOpen(string? name, [NotNullWhen(true)] out Profile? profile, out Message problem)
    {
        profile = null;
        return TryFind(name, out var path, out problem) && TryRead(path, out profile, out problem);
    }

    /// <summary>Names of the profiles there are, sorted.</summary>
    public IReadOnlyList<string> Names() => Directory.Exists(home.Profiles)
        ? [.. Directory.EnumerateFiles(home.Profiles, "*" + Extension).Select(f => Path.GetFileNameWithoutExtension(f)).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>The file of a name or path, whether it is there or not.</summary>
    internal string PathOf(string name)
    {
        // A name has no separator and no extension; all else is a path, the shell's own.
        var isPath = name.AsSpan().IndexOfAny('/', '\\') >= 0 || name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);
        return Path.GetFullPath(isPath ? name : Path.Combine(home.Profiles, name + Extension));
    }

    private bool TryFind(string? name, out string path, out Message problem)
    {
        path = "";
        problem = default;
        if (string.IsNullOrEmpty(name))
        {
            var names = Names();
            if (names.Count != 1)
            {
                problem = names.Count == 0 ? ProfileProblems.None(home.Profiles) : ProfileProblems.Several(names);
                return false;
            }

            name = names[0];
        }

        path = PathOf(name);
        if (File.Exists(path))
        {
            return true;
        }

        problem = ProfileProblems.NotFound(path, Names());
        return false;
    }

    private static bool TryRead(string path, [NotNullWhen(true)] out Profile? profile, out Message problem)
    {
        profile = null;
        if (Parse(path, out problem) is not { } file)
        {
            return false;
        }

        if (!GatewayAddress.TryParse(file.Gateway, out var gateway))
        {
            problem = ProfileProblems.Gateway(path);
        }
        else if (!IsName(file.Org) || !IsName(file.ClientId))
        {
            problem = ProfileProblems.Field(path, IsName(file.Org) ? "clientId" : "org");
        }
        else if (!KeyFingerprint.TryParse(file.StatementKey, out var pinned))
        {
            problem = ProfileProblems.Pin(path);
        }
        else if (string.IsNullOrWhiteSpace(file.KeyFile))
        {
            problem = ProfileProblems.Field(path, "keyFile");
        }
        else
        {
            var keyFile = Path.Combine(Path.GetDirectoryName(path)!, file.KeyFile);
            if (PrivateKeyFile.TryRead(keyFile, out var key, out problem))
            {
                profile = new Profile(Path.GetFileNameWithoutExtension(path), gateway, file.Org, file.ClientId, key, keyFile, pinned);
            }
        }

        return profile is not null;
    }

    private static ProfileFile? Parse(string path, out Message problem)
    {
        problem = default;
        try
        {
            if (new FileInfo(path).Length <= MostBytes
                && JsonSerializer.Deserialize<ProfileFile>(File.ReadAllBytes(path), ClientJson.Options) is { } file)
            {
                return file;
            }

            problem = ProfileProblems.Malformed(path, line: null);
        }
        catch (JsonException e)
        {
            problem = ProfileProblems.Malformed(path, e.LineNumber + 1);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = ProfileProblems.Unreadable(path);
        }

        return null;
    }

    private static bool IsName([NotNullWhen(true)] string? text) =>
        text is { Length: > 0 and <= 128 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    private sealed record ProfileFile(string? Gateway = null, string? Org = null, string? ClientId = null, string? KeyFile = null, string? StatementKey = null)
    {
        public override string ToString() => nameof(ProfileFile);
    }
}
