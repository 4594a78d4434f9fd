using System.Collections.Immutable;
using System.Globalization;

namespace Pmo.Agreements;

/// <summary>
/// Reads the fields of one mapping and reports everything that is wrong with them. A field that is wrong or missing reads as
/// its type's default; whoever builds from it asks <see cref="FileErrors.Count"/> first.
/// </summary>
internal sealed partial class FieldReader
{
    private readonly MappingNode node;
    private readonly FileErrors errors;
    private readonly string where;

    private FieldReader(MappingNode node, string where, FileErrors errors) => (this.node, this.where, this.errors) = (node, where, errors);

    public int Line => node.Line;

    /// <summary>Opens a mapping and refuses fields that are not in <paramref name="known"/>, or are in <paramref name="notYet"/>.</summary>
    public static FieldReader? Open(Node value, string where, FileErrors errors, IReadOnlyList<string> known, IReadOnlyList<string> notYet)
    {
        if (value is not MappingNode node)
        {
            errors.Add(
                PolicyErrorCode.WrongShape, value.Line,
                $"{where}: harus berisi kolom (nama: nilai).", $"{where}: must hold fields (name: value).");
            return null;
        }

        foreach (var (name, entry) in node.Entries)
        {
            if (notYet.Contains(name))
                AddNotYet(errors, entry.Line, $"{where}.{name}");
            if (!known.Contains(name))
            {
                errors.Add(
                    PolicyErrorCode.UnknownField, entry.Line,
                    $"{where}: kolom {FileErrors.Quote(name)} tidak dikenal. {Hint(name, known).Id}Yang ada: {string.Join(", ", known)}.",
                    $"{where}: the field {FileErrors.Quote(name)} is unknown. {Hint(name, known).En}There are: {string.Join(", ", known)}.");
            }
        }

        return new FieldReader(node, where, errors);
    }

    public bool Has(string name) => node.Entries.ContainsKey(name);

    public int LineOf(string name) => node.Entries.TryGetValue(name, out var entry) ? entry.Line : node.Line;

    public string? Text(string name, bool required = true) => Scalar(name, required)?.Value;

    public T? Id<T>(string name)
        where T : struct, IIdentifier<T> => Scalar(name, required: true) is { } scalar ? ParseId<T>(scalar, name) : null;

    public T? Term<T>(string name, WireNames<T> terms, PolicyErrorCode unknown)
        where T : struct, Enum => Scalar(name, required: true) is { } scalar ? ParseTerm(scalar, name, terms, unknown) : null;

    public DateOnly? Date(string name)
    {
        if (Scalar(name, required: true) is not { } scalar)
            return null;
        if (DateOnly.TryParseExact(scalar.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return date;
        errors.Add(
            PolicyErrorCode.BadDate, scalar.Line,
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)} bukan tanggal. Tulis TTTT-BB-HH, misalnya 2026-01-31.",
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)} is no date. Write YYYY-MM-DD, for example 2026-01-31.");
        return null;
    }

    /// <summary>A whole number from <paramref name="least"/>.</summary>
    public int? Count(string name, bool required, int least = 1)
    {
        if (Scalar(name, required) is not { } scalar)
            return null;
        if (int.TryParse(scalar.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count >= least)
            return count;
        errors.Add(
            PolicyErrorCode.BadNumber, scalar.Line,
            FormattableString.Invariant(
                $"{where}.{name}: {FileErrors.Quote(scalar.Value)} harus bilangan bulat {least} sampai 2147483647, tanpa titik atau koma."),
            FormattableString.Invariant(
                $"{where}.{name}: {FileErrors.Quote(scalar.Value)} must be a whole number from {least} to 2147483647, without dots or commas."));
        return null;
    }

    /// <summary>A decimal number within the bounds of <see cref="Noise"/>.</summary>
    public decimal? Epsilon(string name)
    {
        if (Scalar(name, required: true) is not { } scalar)
            return null;
        if (decimal.TryParse(scalar.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var epsilon)
            && epsilon is >= Noise.Least and <= Noise.Most && decimal.Round(epsilon, 2) == epsilon)
            return epsilon;
        errors.Add(
            PolicyErrorCode.BadNumber, scalar.Line,
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)} harus bilangan 0.01 sampai 10 dengan paling banyak dua angka di belakang titik.",
            $"{where}.{name}: {FileErrors.Quote(scalar.Value)} must be a number from 0.01 to 10 with at most two digits after the point.");
        return null;
    }

    public FieldReader? Mapping(string name, bool required, params IReadOnlyList<string> known) =>
        Value(name, required) is { } value ? Open(value, $"{where}.{name}", errors, known, []) : null;

    public ImmutableArray<T> Ids<T>(string name)
        where T : struct, IIdentifier<T> => List(name, required: true, scalar => ParseId<T>(scalar, name));

    public ImmutableArray<T> Terms<T>(string name, WireNames<T> terms, PolicyErrorCode unknown, Func<T, bool>? notYet = null)
        where T : struct, Enum => List(name, required: true, scalar =>
        {
            var term = ParseTerm(scalar, name, terms, unknown);
            if (term is { } value && notYet?.Invoke(value) == true)
                AddNotYet(errors, scalar.Line, $"{where}.{name}: {scalar.Value}");
            return term;
        });

    /// <summary>The mappings of a list, each with its number from 1 in the place that messages name.</summary>
    public IEnumerable<FieldReader> Mappings(string name, bool required, IReadOnlyList<string> known, IReadOnlyList<string> notYet)
    {
        var number = 0;
        foreach (var item in Items(name, required))
        {
            number++;
            if (Open(item, FormattableString.Invariant($"{where}.{name}[{number}]"), errors, known, notYet) is { } reader)
                yield return reader;
        }
    }

    public void RefuseUnlessApplicable(string name, FieldUse use, Operation operation)
    {
        if (use != FieldUse.None || !Has(name))
            return;
        errors.Add(
            PolicyErrorCode.FieldNotApplicable, LineOf(name),
            $"{where}.{name}: tidak berlaku untuk {operation.ToWire()}. Hapus.",
            $"{where}.{name}: means nothing for {operation.ToWire()}. Remove it.");
    }
}
