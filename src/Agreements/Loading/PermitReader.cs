using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>Reads the lists <c>permits</c> and <c>forbids</c>.</summary>
internal static class PermitReader
{
    private static readonly string[] PermitFields = ["operation", "datasets", "kinds", "disclose", "quota", "list"];
    private static readonly string[] ForbidFields = ["operation", "datasets", "kinds"];
    private static readonly string[] PermitNotYet = ["regions", "threshold", "noise"];
    private static readonly string[] ForbidNotYet = ["regions"];
    private static readonly ImmutableArray<PersonKind> OnlyNik = [PersonKind.Nik];

    public static ImmutableArray<Permit> Permits(FieldReader agreement, AgreementId id, FileErrors errors)
    {
        var permits = ImmutableArray.CreateBuilder<Permit>();
        var counts = new Dictionary<Operation, int>();
        foreach (var item in agreement.Mappings("permits", required: true, PermitFields, PermitNotYet))
        {
            if (item.Term("operation", Vocabulary.Operations, PolicyErrorCode.UnknownOperation) is not { } operation)
                continue;
            var number = counts[operation] = counts.GetValueOrDefault(operation) + 1;
            var key = FormattableString.Invariant($"{id}/{operation.ToWire()}/{number}");
            permits.Add(ReadPermit(item, operation, key, errors));
        }

        return permits.ToImmutable();
    }

    public static ImmutableArray<Forbid> Forbids(FieldReader agreement, FileErrors errors)
    {
        var forbids = ImmutableArray.CreateBuilder<Forbid>();
        foreach (var item in agreement.Mappings("forbids", required: false, ForbidFields, ForbidNotYet))
        {
            var operation = item.Term("operation", Vocabulary.Operations, PolicyErrorCode.UnknownOperation);
            if (operation is { } known)
            {
                item.RefuseUnlessApplicable("datasets", OperationFields.Of(known).Datasets, known);
                item.RefuseUnlessApplicable("kinds", OperationFields.Of(known).Kinds, known);
            }

            forbids.Add(new Forbid
            {
                Operation = operation.GetValueOrDefault(),
                Datasets = item.Has("datasets") ? item.Ids<DatasetId>("datasets") : [],
                Kinds = item.Has("kinds") ? ReadKinds(item) : [],
                At = errors.At(item.Line),
            });
        }

        return forbids.ToImmutable();
    }

    private static Permit ReadPermit(FieldReader item, Operation operation, string key, FileErrors errors)
    {
        var fields = OperationFields.Of(operation);
        item.RefuseUnlessApplicable("datasets", fields.Datasets, operation);
        item.RefuseUnlessApplicable("kinds", fields.Kinds, operation);
        item.RefuseUnlessApplicable("disclose", fields.Disclose, operation);
        item.RefuseUnlessApplicable("quota", fields.Quota, operation);
        item.RefuseUnlessApplicable("list", fields.List, operation);
        return new Permit
        {
            Operation = operation,
            Datasets = Reads(item, "datasets", fields.Datasets) ? item.Ids<DatasetId>("datasets") : [],
            Kinds = Reads(item, "kinds", fields.Kinds) ? ReadKinds(item) : fields.Kinds == FieldUse.Optional ? OnlyNik : [],
            Disclose = Reads(item, "disclose", fields.Disclose)
                ? item.Terms("disclose", Vocabulary.Disclosures, PolicyErrorCode.UnknownDisclosure)
                : [],
            Quota = Reads(item, "quota", fields.Quota) ? ReadQuota(item, key) : null,
            List = Reads(item, "list", fields.List) ? ReadList(item, errors) : null,
            At = errors.At(item.Line),
        };
    }

    private static bool Reads(FieldReader item, string name, FieldUse use) =>
        use == FieldUse.Required || (use == FieldUse.Optional && item.Has(name));

    private static ImmutableArray<PersonKind> ReadKinds(FieldReader item) =>
        item.Terms("kinds", Vocabulary.Kinds, PolicyErrorCode.UnknownKind, kind => kind != PersonKind.Nik);

    private static QuotaRule? ReadQuota(FieldReader item, string key)
    {
        if (item.Mapping("quota", required: true, "persons", "per") is not { } quota)
            return null;
        var persons = quota.Count("persons", required: true);
        var period = quota.Term("per", Vocabulary.Periods, PolicyErrorCode.UnknownPeriod);
        return persons is { } limit && period is { } per ? new QuotaRule($"{key}/{per.ToWire()}", limit, per) : null;
    }

    private static ListLimits? ReadList(FieldReader item, FileErrors errors)
    {
        if (item.Mapping("list", required: true, "min", "max") is not { } list)
            return null;
        var min = list.Count("min", required: false);
        var max = list.Count("max", required: false);
        if (!list.Has("min") && !list.Has("max"))
        {
            errors.Add(
                PolicyErrorCode.EmptyValue, list.Line,
                "list: isi 'min', 'max' atau keduanya.", "list: fill in 'min', 'max' or both.");
        }
        else if (min > max)
        {
            errors.Add(
                PolicyErrorCode.MinAboveMax, list.LineOf("min"),
                "list: 'min' lebih besar dari 'max'. Tukar atau perbaiki.", "list: 'min' is above 'max'. Swap or correct them.");
        }

        return new ListLimits(min, max);
    }
}
