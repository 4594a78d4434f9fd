namespace Pmo.Agreements;

/// <summary>What must hold between the agreements of a set.</summary>
internal static class SetRules
{
    /// <param name="agreements">In the order of their files, so that the same file is reported each time.</param>
    public static void Check(IReadOnlyList<Agreement> agreements, List<PolicyError> errors)
    {
        RefuseDuplicateIds(agreements, errors);
        RefuseOwnerConflicts(agreements, errors);
    }

    private static void RefuseDuplicateIds(IReadOnlyList<Agreement> agreements, List<PolicyError> errors)
    {
        var first = new Dictionary<AgreementId, RuleLocation>();
        foreach (var agreement in agreements)
        {
            var at = agreement.Lines.Id;
            if (first.TryAdd(agreement.Id, at))
                continue;
            var other = first[agreement.Id];
            new FileErrors(at.File, errors).Add(
                PolicyErrorCode.DuplicateId, at.Line,
                FormattableString.Invariant($"id {agreement.Id} sudah dipakai di {other.File}:{other.Line}. Beri id lain."),
                FormattableString.Invariant($"The id {agreement.Id} is used already in {other.File}:{other.Line}. Choose another."));
        }
    }

    private static void RefuseOwnerConflicts(IReadOnlyList<Agreement> agreements, List<PolicyError> errors)
    {
        var owners = new Dictionary<DatasetId, (PartyId Party, RuleLocation At)>();
        var uploads = agreements.SelectMany(agreement => agreement.Permits
            .Where(permit => permit.Operation == Operation.Upload)
            .SelectMany(permit => permit.Datasets.Select(dataset => (agreement.Party, permit.At, dataset))));
        foreach (var (party, at, dataset) in uploads)
        {
            if (owners.TryAdd(dataset, (party, at)) || owners[dataset].Party == party)
                continue;
            var (other, otherAt) = owners[dataset];
            var place = FormattableString.Invariant($"{otherAt.File}:{otherAt.Line}");
            new FileErrors(at.File, errors).Add(
                PolicyErrorCode.OwnerConflict, at.Line,
                FormattableString.Invariant(
                    $"Dataset {dataset} sudah diunggah {other} ({place}). Satu dataset satu pemilik; beri nama lain."),
                FormattableString.Invariant(
                    $"The dataset {dataset} is uploaded by {other} ({place}). One dataset, one owner; choose another name."));
        }
    }
}
