using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Pmo.Client.Lists.Writing;
using Pmo.Client.Messages;
using Pmo.Client.Profiles;

namespace Pmo.Client.Enrolment;

/// <summary>
/// A key that is made and not yet in use: beside its place, 0600, so that an enrolment that broke off goes on with the same key. Disposing of it destroys
/// the key in memory, not the file.
/// </summary>
internal sealed class PendingKey : IDisposable
{
    private const string Suffix = ".new";
    private readonly string _place;

    private PendingKey(ECDsa key, string place)
    {
        Key = key;
        _place = place;
    }

    public ECDsa Key { get; }

    /// <summary>Takes up the key that waits for <paramref name="place"/>, or makes one.</summary>
    /// <param name="place">Where the key goes.</param>
    /// <param name="isReplacement">Whether it must differ from the key that is there.</param>
    /// <param name="pending">When true is returned.</param>
    /// <param name="problem">Else what is wrong.</param>
    public static bool TryOpen(string place, bool isReplacement, [NotNullWhen(true)] out PendingKey? pending, out Message problem)
    {
        pending = null;
        problem = default;
        var file = place + Suffix;
        try
        {
            if (isReplacement && File.Exists(file) && File.ReadAllBytes(file).AsSpan().SequenceEqual(File.ReadAllBytes(place)))
            {
                // Put in its place by a run that was killed before it could clean up.
                File.Delete(file);
            }

            if (!File.Exists(file))
            {
                Make(file);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = EnrolmentProblems.Unwritable(file);
            return false;
        }

        if (!PrivateKeyFile.TryRead(file, out var key, out problem))
        {
            return false;
        }

        pending = new PendingKey(key, place);
        return true;
    }

    /// <summary>Puts it in its place, whole; it still waits beside, until <see cref="Done"/>. Throws <see cref="IOException"/> when it cannot.</summary>
    public void Commit()
    {
        using var whole = AtomicFile.Create(_place);
        whole.Content.Write(File.ReadAllBytes(_place + Suffix));
        whole.Commit(overwrite: true);
    }

    /// <summary>Everything that names it is written.</summary>
    public void Done() => File.Delete(_place + Suffix);

    public void Dispose() => Key.Dispose();

    private static void Make(string file)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        }
        else
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var whole = AtomicFile.Create(file);
        whole.Content.Write(Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        whole.Commit(overwrite: false);
    }
}
