using System.Collections.Immutable;

namespace Pmo.Agreements;

/// <summary>Reads the lists <c>permits</c> and <c>forbids</c>.</summary>
/// <param name="errors">What is wrong goes here.</param>
/// <param name="enforced">What the services keep to; a field beyond it is refused.</param>
internal sealed class PermitReader(FileErrors errors, PolicyFeatures enforced)
{
    /// <summary>Smallest threshold, persons: below one person there is nothing to withhold.</summary>
    public const int LeastThreshold = 2;

    private static readonly ImmutableArray<PersonKind> OnlyNik = [PersonKind.Nik];
    private static readonly (string Field, PolicyFeatures Feature)[] Features =
        [("regions", PolicyFeatures.Regions), ("threshold", PolicyFeatures.Threshold), ("noise", PolicyFeatures.Noise)];

    private readonly string[] notYet = [.. Features.Where(one => !enforced.HasFlag(one.Feature)).Select(one => one.Field)];

    /// <summary>The fields of a permit, in the order in which they are written.</summary>
    public static IReadOnlyList<string> PermitFields { get; } =
        ["operation", "datasets", "kinds", "disclose", "regions", "threshold", "noise", "quota", "list"];

    /// <summary>The fields of a forbids.</summary>
    public static IReadOnlyList<string> ForbidFields { get; } = ["operation", "datasets", "kinds", "regions"];

    public ImmutableArray<Permit> Permits(FieldReader agreement, AgreementId id)
    {
        var permits = ImmutableArray.CreateBuilder<Permit>();
        var counts = new Dictionary<Operation, int>();
        foreach (var item in agreement.Mappings("permits", required: true, PermitFields, notYet))
        {
            if (item.Term("operation", Vocabulary.Operations, PolicyErrorCode.UnknownOperation) is not { } operation)
                continue;
            var number = counts[operation] = counts.GetValueOrDefault(operation) + 1;
            var key = FormattableString.Invariant($"{id}/{operation.ToWire()}/{number}");
            permits.Add(ReadPermit(item, operation, key));
        }

        return permits.ToImmutable();
    }

    public ImmutableArray<Forbid> Forbids(FieldReader agreement)
    {
        var forbids = ImmutableArray.CreateBuilder<Forbid>();
        foreach (var item in agreement.Mappings("forbids", required: false, ForbidFields, notYet))
        {
            var operation = item.Term("operation", Vocabulary.Operations, PolicyErrorCode.UnknownOperation);
            if (operation is { } known)
                RefuseWhatDoesNotApply(item, known);

            forbids.Add(new Forbid
            {
                Operation = operation.GetValueOrDefault(),
                Datasets = item.Has("datasets") ? item.Ids<DatasetId>("datasets") : [],
                Kinds = item.Has("kinds") ? ReadKinds(item) : [],
                Regions = item.Has("regions") ? item.Ids<RegionCode>("regions") : [],
                At = errors.At(item.Line),
            });
        }

        return forbids.ToImmutable();
    }

    private Permit ReadPermit(FieldReader item, Operation operation, string key)
    {
        var fields = OperationFields.Of(operation);
        bool Reads(string name) => fields[name] == FieldUse.Required || (fields[name] == FieldUse.Optional && item.Has(name));
        RefuseWhatDoesNotApply(item, operation);
        return new Permit
        {
            Operation = operation,
            Datasets = Reads("datasets") ? item.Ids<DatasetId>("datasets") : [],
            Kinds = Reads("kinds") ? ReadKinds(item) : fields["kinds"] == FieldUse.Optional ? OnlyNik : [],
            Disclose = Reads("disclose")
                ? item.Terms("disclose", Vocabulary.Disclosures, PolicyErrorCode.UnknownDisclosure)
                : [],
            Regions = Reads("regions") ? item.Ids<RegionCode>("regions") : [],
            Threshold = Reads("threshold") ? item.Count("threshold", required: true, least: LeastThreshold) : null,
            Noise = Reads("noise") ? TermsReader.Noise(item) : null,
            Quota = Reads("quota") ? TermsReader.Quota(item, key) : null,
            List = Reads("list") ? TermsReader.List(item, errors) : null,
            At = errors.At(item.Line),
        };
    }

    private static void RefuseWhatDoesNotApply(FieldReader item, Operation operation)
    {
        foreach (var field in PermitFields.Skip(1))
            item.RefuseUnlessApplicable(field, OperationFields.Of(operation)[field], operation);
    }

    private ImmutableArray<PersonKind> ReadKinds(FieldReader item) => item.Terms(
        "kinds", Vocabulary.Kinds, PolicyErrorCode.UnknownKind,
        kind => (kind == PersonKind.Kk && !enforced.HasFlag(PolicyFeatures.Kk)) || (kind == PersonKind.Mk && !enforced.HasFlag(PolicyFeatures.Mk)));
}
