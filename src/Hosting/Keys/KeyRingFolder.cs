using System.Data.Common;
using System.Xml;
using System.Xml.Linq;
using Pmo.Hosting.Keys.Storage;
using Pmo.Hosting.Startup;

namespace Pmo.Hosting.Keys;

/// <summary>
/// The ring of before, in <c>DATA/keys</c>, is taken over into the database. Its files are then put aside as <c>DATA/keys.migrated</c> rather than deleted:
/// until the database is in a backup they are the only other copy of what opens every stored key, and an older version of the program needs them.
/// </summary>
internal static class KeyRingFolder
{
    public static void Import(string folder, DbTransaction transaction)
    {
        try
        {
            foreach (var file in Directory.Exists(folder) ? Directory.GetFiles(folder, "*.xml") : [])
            {
                KeyRingTable.Add(Path.GetFileNameWithoutExtension(file), Load(file), transaction);
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            // Files go away in one case: another replica has committed them to this database.
        }
    }

    /// <summary>Called when they are committed.</summary>
    public static void PutAside(string folder)
    {
        try
        {
            if (Directory.Exists(folder))
            {
                Directory.Move(folder, FreeName(folder + ".migrated"));
            }
        }
        catch (DirectoryNotFoundException)
        {
            // Another replica did.
        }
    }

    private static XElement Load(string file)
    {
        try
        {
            return XElement.Load(file);
        }
        catch (Exception e) when (e is XmlException or UnauthorizedAccessException)
        {
            throw new StartupException(
                "key_ring_unreadable",
                $"Berkas ring kunci {file} rusak atau tidak dapat dibaca. Pulihkan dari cadangan.",
                $"The key ring file {file} is damaged or cannot be read. Restore it from a backup.",
                e);
        }
    }

    private static string FreeName(string wanted)
    {
        var name = wanted;
        for (var i = 2; Directory.Exists(name); i++)
        {
            name = $"{wanted}-{i}";
        }

        return name;
    }
}
