using System.IO.Compression;
using System.Xml;
using Pmo.Client.Messages;

namespace Pmo.Client.Lists.Reading;

/// <summary>
/// The parts of a workbook file that reading and rewriting need (ECMA-376 part 2: a ZIP with relationships). Looked at by local names,
/// so that strict and transitional workbooks are the same.
/// </summary>
internal static class XlsxPackage
{
    /// <summary>Deflate cannot pack more than about 1:1032; real sheets are below 1:60.</summary>
    private const int MostRatio = 200;
    private const long RatioMattersFrom = 50L << 20;
    private const int MostEntries = 10_000;

    internal static readonly XmlReaderSettings Xml = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null };

    /// <summary>For what is only read: without comments, and without white space between elements.</summary>
    internal static readonly XmlReaderSettings Content = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, IgnoreWhitespace = true,
    };

    /// <summary>Why the archive must not be unpacked; null when it may.</summary>
    public static Message? Refuse(ZipArchive zip, ListLimits limits)
    {
        long total = 0;
        foreach (var entry in zip.Entries)
        {
            total += entry.Length;
            var bomb = entry.Length > RatioMattersFrom && entry.Length / MostRatio > entry.CompressedLength;
            if (bomb || total > limits.UnpackedBytes)
            {
                return ListProblems.UnpacksTooLarge(limits.UnpackedBytes);
            }
        }

        return zip.Entries.Count > MostEntries || SharedStrings(zip)?.Length > limits.SharedStringsBytes
            ? ListProblems.UnpacksTooLarge(limits.UnpackedBytes)
            : null;
    }

    /// <summary>The workbook part's name; null when the archive holds no Office Open XML workbook.</summary>
    public static string? Workbook(ZipArchive zip)
    {
        foreach (var (_, (type, target)) in Relationships(zip, ""))
        {
            if (type.EndsWith("/officeDocument", StringComparison.Ordinal) && target.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            {
                return Root(zip, target) == "workbook" ? target : null;
            }
        }

        return null;
    }

    /// <summary>The part that holds the sheet of this name.</summary>
    public static string? SheetPart(ZipArchive zip, string sheet)
    {
        if (Workbook(zip) is not { } workbook || Find(zip, workbook) is not { } entry)
        {
            return null;
        }

        var parts = Relationships(zip, workbook);
        using var xml = XmlReader.Create(entry.Open(), Xml);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "sheet" && xml.GetAttribute("name") == sheet
                && Id(xml) is { } id && parts.TryGetValue(id, out var part))
            {
                return part.Target;
            }
        }

        return null;
    }

    /// <summary>The part to which a relationship of this kind leads; null when there is none.</summary>
    public static string? PartOf(Dictionary<string, (string Type, string Target)> relationships, string kind) =>
        relationships.Values.Where(r => r.Type.EndsWith(kind, StringComparison.Ordinal)).Select(r => r.Target).FirstOrDefault();

    private static ZipArchiveEntry? SharedStrings(ZipArchive zip) =>
        Workbook(zip) is { } workbook && PartOf(Relationships(zip, workbook), "/sharedStrings") is { } part ? Find(zip, part) : null;

    public static ZipArchiveEntry? Find(ZipArchive zip, string part) =>
        zip.Entries.FirstOrDefault(e => string.Equals(e.FullName.Replace('\\', '/'), part, StringComparison.OrdinalIgnoreCase));

    /// <summary>The relationship that the element names.</summary>
    public static string? Id(XmlReader xml)
    {
        string? id = null;
        while (xml.MoveToNextAttribute())
        {
            if (xml.LocalName == "id" && xml.NamespaceURI.EndsWith("/relationships", StringComparison.Ordinal))
            {
                id = xml.Value;
            }
        }

        xml.MoveToElement();
        return id;
    }

    private static string? Root(ZipArchive zip, string part)
    {
        if (Find(zip, part) is not { } entry)
        {
            return null;
        }

        using var xml = XmlReader.Create(entry.Open(), Xml);
        return xml.MoveToContent() == XmlNodeType.Element ? xml.LocalName : null;
    }

    /// <summary>By their ids, what a part refers to: the kind, and the other part.</summary>
    public static Dictionary<string, (string Type, string Target)> Relationships(ZipArchive zip, string source)
    {
        var found = new Dictionary<string, (string, string)>();
        var slash = source.LastIndexOf('/') + 1;
        if (Find(zip, $"{source[..slash]}_rels/{source[slash..]}.rels") is not { } entry)
        {
            return found;
        }

        using var xml = XmlReader.Create(entry.Open(), Xml);
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "Relationship"
                && xml.GetAttribute("Id") is { } id && xml.GetAttribute("Target") is { } target)
            {
                found[id] = (xml.GetAttribute("Type") ?? "", Resolve(source[..slash], target));
            }
        }

        return found;
    }

    private static string Resolve(string folder, string target)
    {
        var parts = new List<string>();
        foreach (var part in (target.StartsWith('/') ? target : folder + target).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        return string.Join('/', parts);
    }
}
