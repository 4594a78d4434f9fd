using System.Security.Cryptography;
using Pmo.AppHost.Options;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Startup;

namespace Pmo.AppHost.Running;

/// <summary>The layout below <c>--data</c>, held by one AppHost at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string root, string policies, FileStream taken)
    {
        Root = root;
        Policies = policies;
        _lock = taken;
    }

    public string Root { get; }

    public string Policies { get; }

    public string Profiles => Path.Combine(Root, "profiles");

    public string Samples => Path.Combine(Root, "samples");

    public string Secrets => Path.Combine(Root, "secrets");

    public string Pairing => Path.Combine(Secrets, "pairing");

    /// <summary>Public keys of the organisations, for Identity.</summary>
    public string Clients => Path.Combine(Secrets, "clients.json");

    /// <summary>Passwords and TOTP secrets of the demo's people, for Identity.</summary>
    public string People => Path.Combine(Secrets, "people.json");

    public string Of(string service) => Path.Combine(Root, service);

    /// <summary>The key that the Gateway shares with a service, made at the first start.</summary>
    public string DecisionKey(string service)
    {
        var file = Path.Combine(Secrets, $"decision-{service}.key");
        if (!File.Exists(file))
        {
            PrivateFile.Write(file, RandomNumberGenerator.GetBytes(Hosting.Decisions.DecisionKey.Size));
        }

        return file;
    }

    /// <exception cref="StartupException"><c>data_unwritable</c>, <c>data_in_use</c>, <c>agreements_missing</c>.</exception>
    public static DataFolder Take(RunOptions options)
    {
        ServicePaths.EnsureWritable(options.Data);
        FileStream taken;
        try
        {
            taken = new FileStream(Path.Combine(options.Data, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException e)
        {
            throw new StartupException(
                "data_in_use",
                $"Folder {options.Data} sedang dipakai AppHost lain. Hentikan yang itu, atau pilih folder lain dengan --data.",
                $"The folder {options.Data} is in use by another AppHost. Stop that one, or choose another folder with --data.",
                e);
        }

        var folder = new DataFolder(options.Data, Path.GetFullPath(options.Policies ?? Path.Combine(options.Data, "policies")), taken);
        foreach (var path in (string[])[folder.Secrets, folder.Pairing, folder.Profiles])
        {
            ServicePaths.EnsureWritable(path);
        }

        return folder;
    }

    public void Dispose() => _lock.Dispose();
}
