using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;
using Pmo.Cli.Backups.Storage;
using Pmo.Client.Lists.Writing;

namespace Pmo.Cli.Backups;

/// <summary>What a backup of one service wrote.</summary>
/// <param name="Service">Its name.</param>
/// <param name="File">The archive.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of the archive, hex.</param>
internal sealed record WrittenArchive(string Service, string File, long Bytes, string Sha256);

/// <summary>One service as a <c>.tgz</c> whose paths begin with the service's name, so that it is restored by unpacking it.</summary>
internal static class ServiceArchive
{
    /// <summary>Writes it, whole or not at all, readable by the owner only.</summary>
    /// <exception cref="InvalidDataException">The database is damaged; the message says where.</exception>
    /// <exception cref="IOException">It cannot be read or written.</exception>
    public static WrittenArchive Write(ServiceFolder folder, string target, bool overwrite)
    {
        using var file = AtomicFile.Create(target);
        var copy = target + ".db.tmp";
        File.Delete(copy);
        try
        {
            // Made first and empty, so that the copy is never readable by others.
            using (AtomicFile.Private(copy))
            {
            }

            if (OnlineCopy.Make(folder.Database, copy) is { } damage)
            {
                throw new InvalidDataException(damage);
            }

            using (var zip = new GZipStream(file.Content, CompressionLevel.Fastest, leaveOpen: true))
            using (var tar = new TarWriter(zip, TarEntryFormat.Pax))
            {
                tar.WriteEntry(copy, $"{folder.Name}/{folder.Name}.db");
                foreach (var other in folder.Others())
                {
                    tar.WriteEntry(Path.Combine(folder.Path, other), $"{folder.Name}/{other.Replace(Path.DirectorySeparatorChar, '/')}");
                }
            }

            file.Content.Position = 0;
            var digest = Convert.ToHexStringLower(SHA256.HashData(file.Content));
            var length = file.Content.Length;
            file.Commit(overwrite);
            return new WrittenArchive(folder.Name, target, length, digest);
        }
        finally
        {
            File.Delete(copy);
        }
    }
}
