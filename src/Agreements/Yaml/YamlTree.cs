using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pmo.Agreements;

/// <summary>
/// Reads YAML events into nodes with lines. Events and not YamlDotNet's own tree, because that one stops at the first
/// repeated key and resolves aliases.
/// </summary>
internal sealed class YamlTree
{
    // An agreement nests four deep (list in permit in permits in agreement).
    private const int DeepestNesting = 8;

    private readonly Parser parser;
    private readonly FileErrors errors;

    private YamlTree(string text, FileErrors errors)
    {
        parser = new Parser(new StringReader(text));
        this.errors = errors;
    }

    /// <summary>The file's one document; null when it cannot be read, and why is in <paramref name="errors"/>.</summary>
    public static Node? Read(ReadOnlySpan<byte> bytes, FileErrors errors) =>
        TextRules.TryDecode(bytes, errors, out var text) ? new YamlTree(text, errors).Read() : null;

    private int Line => parser.Current is null ? 0 : (int)parser.Current.Start.Line;

    private Node? Read()
    {
        var before = errors.Count;
        var root = ReadDocument();
        // The parser can also end in the middle of a node without an exception (a key that is empty, for one).
        if (root is null && errors.Count == before)
            AddSyntax(Line);
        return root;
    }

    private Node? ReadDocument()
    {
        if (!Move() || !Move())
            return null;
        if (parser.Current is not DocumentStart)
        {
            errors.Add(
                PolicyErrorCode.EmptyValue, 0,
                "Berkas kosong. Isi dengan satu perjanjian atau hapus.", "The file is empty. Write one agreement in it, or remove it.");
            return null;
        }

        // What stands behind the root must be the end: text that the parser passed over could be a forbids.
        if (!Move() || ReadNode(0) is not { } root || parser.Current is not DocumentEnd || !Move())
            return null;
        if (parser.Current is DocumentStart)
        {
            errors.Add(
                PolicyErrorCode.MultipleDocuments, Line,
                "Lebih dari satu dokumen. Satu berkas untuk satu perjanjian; hapus '---'.",
                "More than one document. One file is one agreement; remove '---'.");
            return null;
        }

        return parser.Current is StreamEnd ? root : null;
    }

    /// <summary>Reads the node at the current event and stands on the event after it; null when reading cannot go on.</summary>
    private Node? ReadNode(int depth)
    {
        var line = Line;
        if (depth > DeepestNesting)
        {
            errors.Add(
                PolicyErrorCode.NestingTooDeep, line,
                "Susunan terlalu dalam. Periksa kurung dan indentasi.", "Nested too deep. Check brackets and indentation.");
            return null;
        }

        RefuseAnchorsAndTags(line);
        return parser.Current switch
        {
            Scalar scalar => ReadScalar(scalar, line),
            SequenceStart => ReadSequence(line, depth),
            MappingStart => ReadMapping(line, depth),
            AnchorAlias => Move() ? new ScalarNode(line, "") : null,
            _ => null,
        };
    }

    private ScalarNode? ReadScalar(Scalar scalar, int line)
    {
        // Escapes such as "\u202E" bring back what TextRules refused in the raw text.
        if (scalar.Value.Any(TextRules.IsRefused))
        {
            errors.Add(
                PolicyErrorCode.CharacterRefused, line,
                "Ada karakter tersembunyi dalam teks. Hapus.", "There is a hidden character in the text. Remove it.");
        }

        var isNull = scalar is { Style: ScalarStyle.Plain, Value: "~" or "null" };
        return Move() ? new ScalarNode(line, isNull ? "" : scalar.Value) : null;
    }

    private SequenceNode? ReadSequence(int line, int depth)
    {
        var items = new List<Node>();
        if (!Move())
            return null;
        while (parser.Current is not SequenceEnd)
        {
            if (ReadNode(depth + 1) is not { } item)
                return null;
            items.Add(item);
        }

        return Move() ? new SequenceNode(line, items) : null;
    }

    private MappingNode? ReadMapping(int line, int depth)
    {
        var entries = new Dictionary<string, MappingEntry>(StringComparer.Ordinal);
        if (!Move())
            return null;
        while (parser.Current is not MappingEnd)
        {
            var keyLine = Line;
            if (ReadNode(depth + 1) is not { } key || ReadNode(depth + 1) is not { } value)
                return null;
            AddEntry(entries, key, new MappingEntry(keyLine, value));
        }

        return Move() ? new MappingNode(line, entries) : null;
    }

    private void AddEntry(Dictionary<string, MappingEntry> entries, Node key, MappingEntry entry)
    {
        if (key is not ScalarNode { Value: var name })
        {
            errors.Add(
                PolicyErrorCode.WrongShape, entry.Line,
                "Nama kolom harus teks.", "A field's name must be text.");
        }
        else if (!entries.TryAdd(name, entry))
        {
            var first = entries[name].Line;
            errors.Add(
                PolicyErrorCode.DuplicateKey, entry.Line,
                FormattableString.Invariant($"Kolom {FileErrors.Quote(name)} sudah ada di baris {first}. Hapus salah satu."),
                FormattableString.Invariant($"The field {FileErrors.Quote(name)} is already on line {first}. Remove one of them."));
        }
    }

    private void RefuseAnchorsAndTags(int line)
    {
        if (parser.Current is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
        {
            errors.Add(
                PolicyErrorCode.AliasRefused, line,
                "Jangkar (&) dan alias (*) tidak diterima. Tulis nilainya.",
                "Anchors (&) and aliases (*) are refused. Write the value out.");
        }

        if (parser.Current is NodeEvent { Tag.IsEmpty: false })
        {
            errors.Add(
                PolicyErrorCode.TagRefused, line,
                "Penanda jenis (!) tidak diterima. Hapus, atau beri tanda kutip pada teks.",
                "Tags (!) are refused. Remove it, or put the text in quotes.");
        }
    }

    private bool Move()
    {
        try
        {
            return parser.MoveNext();
        }
        // Besides YamlException the scanner is known to let range and format exceptions of its own arithmetic through on hostile
        // text. Whatever it throws, the answer is the same: this is no YAML.
        catch (Exception problem) when (problem is not OutOfMemoryException)
        {
            AddSyntax(problem is YamlException yaml ? (int)yaml.Start.Line : Line);
            return false;
        }
    }

    private void AddSyntax(int line) => errors.Add(
        PolicyErrorCode.YamlSyntax, line,
        "Bukan YAML yang benar. Periksa indentasi, titik dua dan tanda kutip di baris ini dan sebelumnya.",
        "Not correct YAML. Check indentation, colons and quotes on this line and the one before.");
}
