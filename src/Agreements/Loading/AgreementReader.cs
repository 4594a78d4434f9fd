using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>Reads one agreement's file.</summary>
internal static class AgreementReader
{
    /// <summary>The fields of an agreement, in the order in which they are written.</summary>
    public static IReadOnlyList<string> Fields { get; } =
        ["id", "number", "title", "party", "basis", "valid", "purposes", "permits", "forbids", "approvals"];

    /// <summary>The agreement; null when anything at all is wrong, which is then in <paramref name="errors"/>.</summary>
    public static Agreement? Read(Node root, FileErrors errors, PolicyFeatures enforced)
    {
        var before = errors.Count;
        if (FieldReader.Open(root, "agreement", errors, Fields, []) is not { } fields)
            return null;

        var id = fields.Id<AgreementId>("id");
        var number = fields.Text("number", required: false);
        var title = ReadText(fields, "title");
        var party = fields.Id<PartyId>("party");
        var basis = ReadBasis(fields);
        var valid = ReadValidity(fields, errors);
        var purposes = fields.Terms("purposes", Vocabulary.Purposes, PolicyErrorCode.UnknownPurpose);
        var reader = new PermitReader(errors, enforced);
        var permits = reader.Permits(fields, id.GetValueOrDefault());
        var forbids = reader.Forbids(fields);
        var approvals = ReadApprovals(fields, errors);
        CheckDatasetCount(permits, fields, errors);
        if (errors.Count > before)
            return null;

        return new Agreement
        {
            Id = id!.Value,
            Number = number,
            Title = title!,
            Party = party!.Value,
            Basis = basis!,
            Valid = valid!,
            Purposes = purposes,
            Permits = permits,
            Forbids = forbids,
            Approvals = approvals,
            Lines = new AgreementLines(
                errors.At(fields.LineOf("id")), errors.At(fields.LineOf("valid")),
                errors.At(fields.LineOf("purposes")), errors.At(fields.LineOf("permits"))),
        };
    }

    public static LocalizedText? ReadText(FieldReader fields, string name) =>
        fields.Mapping(name, required: true, "id", "en") is { } text
        && text.Text("id") is var id && text.Text("en") is var en && id is not null && en is not null
            ? new LocalizedText(id, en)
            : null;

    private static LegalBasis? ReadBasis(FieldReader fields) =>
        fields.Mapping("basis", required: true, "law", "article", "note") is { } basis
        && basis.Text("law") is var law && basis.Text("article", required: false) is var article
        && basis.Text("note", required: false) is var note && law is not null
            ? new LegalBasis(law, article, note)
            : null;

    private static Validity? ReadValidity(FieldReader fields, FileErrors errors)
    {
        if (fields.Mapping("valid", required: true, "from", "until") is not { } valid)
            return null;
        if (valid.Date("from") is var from && valid.Date("until") is var until && (from is null || until is null))
            return null;
        if (from > until)
        {
            errors.Add(
                PolicyErrorCode.DateOrder, valid.LineOf("until"),
                "valid: 'until' lebih awal dari 'from'. Tukar atau perbaiki tanggalnya.",
                "valid: 'until' is before 'from'. Swap or correct the dates.");
        }

        return new Validity(from.Value, until.Value);
    }

    private static ImmutableArray<Approval> ReadApprovals(FieldReader fields, FileErrors errors)
    {
        var approvals = ImmutableArray.CreateBuilder<Approval>();
        foreach (var item in fields.Mappings("approvals", required: false, ["owner", "by", "date"], []))
        {
            var owner = item.Id<PartyId>("owner");
            var by = item.Text("by");
            var date = item.Date("date");
            if (owner is null || by is null || date is null)
                continue;
            if (approvals.Any(other => other.Owner == owner))
            {
                errors.Add(
                    PolicyErrorCode.DuplicateValue, item.LineOf("owner"),
                    $"approvals: {owner} sudah menyetujui. Hapus salah satu.", $"approvals: {owner} has approved already. Remove one.");
            }

            approvals.Add(new Approval(owner.Value, by, date.Value, errors.At(item.Line)));
        }

        return approvals.ToImmutable();
    }

    private static void CheckDatasetCount(ImmutableArray<Permit> permits, FieldReader fields, FileErrors errors)
    {
        if (permits.SelectMany(permit => permit.Datasets).Distinct().Count() is var count && count <= PolicyLoader.MaxDatasets)
            return;
        errors.Add(
            PolicyErrorCode.TooManyDatasets, fields.LineOf("permits"),
            FormattableString.Invariant(
                $"permits: {count} dataset; paling banyak {PolicyLoader.MaxDatasets}. Bagi menjadi beberapa perjanjian."),
            FormattableString.Invariant($"permits: {count} datasets; at most {PolicyLoader.MaxDatasets}. Split into several agreements."));
    }
}
