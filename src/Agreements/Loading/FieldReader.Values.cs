using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>How single values are taken out of nodes.</summary>
internal sealed partial class FieldReader
{
    private Node? Value(string name, bool required)
    {
        if (node.Entries.TryGetValue(name, out var entry))
            return entry.Value;
        if (required)
        {
            errors.Add(
                PolicyErrorCode.MissingField, node.Line,
                $"{where}: kolom '{name}' belum ada. Tambahkan.", $"{where}: the field '{name}' is missing. Add it.");
        }

        return null;
    }

    private ScalarNode? Scalar(string name, bool required) => Value(name, required) is { } value ? AsScalar(value, name) : null;

    private ScalarNode? AsScalar(Node value, string name)
    {
        if (value is not ScalarNode scalar)
        {
            errors.Add(
                PolicyErrorCode.WrongShape, value.Line,
                $"{where}.{name}: harus satu nilai, bukan daftar atau kolom.", $"{where}.{name}: must be one value, not a list or fields.");
            return null;
        }

        if (!string.IsNullOrWhiteSpace(scalar.Value))
            return scalar;
        AddEmpty(value.Line, name);
        return null;
    }

    private IReadOnlyList<Node> Items(string name, bool required)
    {
        if (Value(name, required) is not { } value)
            return [];
        if (value is SequenceNode { Items.Count: > 0 } list)
            return list.Items;
        if (value is SequenceNode or ScalarNode { Value: "" })
        {
            AddEmpty(value.Line, name);
            return [];
        }

        errors.Add(
            PolicyErrorCode.WrongShape, value.Line,
            $"{where}.{name}: harus daftar, misalnya [satu, dua].", $"{where}.{name}: must be a list, for example [one, two].");
        return [];
    }

    private ImmutableArray<T> List<T>(string name, bool required, Func<ScalarNode, T?> parse)
        where T : struct
    {
        var seen = new HashSet<T>();
        var list = ImmutableArray.CreateBuilder<T>();
        foreach (var item in Items(name, required))
        {
            if (AsScalar(item, name) is not { } scalar || parse(scalar) is not { } value)
                continue;
            if (seen.Add(value))
                list.Add(value);
            else
            {
                errors.Add(
                    PolicyErrorCode.DuplicateValue, item.Line,
                    $"{where}.{name}: {FileErrors.Quote(scalar.Value)} tertulis dua kali. Hapus salah satu.",
                    $"{where}.{name}: {FileErrors.Quote(scalar.Value)} is written twice. Remove one.");
            }
        }

        return list.ToImmutable();
    }

    private T? ParseId<T>(ScalarNode scalar, string name)
        where T : struct, IIdentifier<T>
    {
        if (T.TryParse(scalar.Value, out var id, out var why))
            return id;
        errors.Add(
            PolicyErrorCode.BadId, scalar.Line,
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)}: {why.Id}.", $"{where}.{name}: {FileErrors.Quote(scalar.Value)}: {why.En}.");
        return null;
    }

    private T? ParseTerm<T>(ScalarNode scalar, string name, WireNames<T> terms, PolicyErrorCode unknown)
        where T : struct, Enum
    {
        if (terms.TryParse(scalar.Value, out var term))
            return term;
        errors.Add(
            unknown, scalar.Line,
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)} tidak dikenal. {Hint(scalar.Value, terms.Names).Id}Pilihan: {terms.All}.",
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)} is unknown. {Hint(scalar.Value, terms.Names).En}Choose from: {terms.All}.");
        return null;
    }

    private static LocalizedText Hint(string written, IEnumerable<string> known) =>
        Nearest.Of(written, known) is { } meant
            ? new LocalizedText($"Maksudnya '{meant}'? ", $"Did you mean '{meant}'? ")
            : new LocalizedText("", "");

    private void AddEmpty(int line, string name) => errors.Add(
        PolicyErrorCode.EmptyValue, line,
        $"{where}.{name}: kosong. Isi, atau hapus kolomnya bila tidak wajib.",
        $"{where}.{name}: is empty. Fill it in, or remove the field if it may be left out.");

    private static void AddNotYet(FileErrors errors, int line, string what) => errors.Add(
        PolicyErrorCode.NotYetEnforced, line,
        $"{what}: dikenal, tetapi versi ini belum menegakkannya. Hapus, atau tunggu versi berikutnya.",
        $"{what}: known, but this version does not enforce it yet. Remove it, or wait for a later version.");
}
