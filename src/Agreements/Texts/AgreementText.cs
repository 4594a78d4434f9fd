namespace Pmo.Agreements;

/// <summary>Says an agreement in plain sentences, each from a value of it, none left out: for whoever signs it and does not read YAML.</summary>
internal sealed class AgreementText(Agreement agreement, IReadOnlyDictionary<Purpose, PurposeText> purposes, Func<DatasetId, PartyId?> ownerOf)
{
    private readonly List<LocalizedText> lines = [];

    public IReadOnlyList<LocalizedText> Write()
    {
        WriteHead();
        foreach (var (permit, n) in agreement.Permits.Select((permit, n) => (permit, n + 1)))
            WritePermit(permit, n);
        foreach (var (forbid, n) in agreement.Forbids.Select((forbid, n) => (forbid, n + 1)))
            WriteForbid(forbid, n);
        WriteApprovals();
        Add($"Apa pun yang tidak disebut di sini tidak diizinkan.", $"Whatever is not named here is not permitted.");
        return lines;
    }

    private void WriteHead()
    {
        var (title, basis) = (agreement.Title, agreement.Basis);
        Add($"Perjanjian {agreement.Id}: {title.Id} ({title.En}).", $"Agreement {agreement.Id}: {title.En} ({title.Id}).");
        if (agreement.Number is { } number)
            Add($"Nomor: {number}.", $"Number: {number}.");
        Add($"Pihak yang diberi izin: {agreement.Party}.", $"The party that is permitted: {agreement.Party}.");
        var article = basis.Article is null ? "" : $" {basis.Article}";
        var note = basis.Note is null ? "" : $" ({basis.Note})";
        Add(
            $"Dasar hukum: {basis.Law}{(article.Length > 0 ? " Pasal" + article : "")}{note}.",
            $"Legal basis: {basis.Law}{(article.Length > 0 ? " article" + article : "")}{note}.");
        var (from, until) = (Wording.Date(agreement.Valid.From), Wording.Date(agreement.Valid.Until));
        Add(
            $"Berlaku dari {from.Id} sampai dengan {until.Id}, menurut WIB.",
            $"In force from {from.En} to {until.En}, both included, Western Indonesian time.");
        var named = Wording.List(agreement.Purposes.Select(one => new LocalizedText(
            $"{purposes[one].Text.Id} ({one.ToWire()})", $"{purposes[one].Text.En} ({one.ToWire()})")));
        Add($"Hanya untuk tujuan: {named.Id}.", $"Only for the purposes: {named.En}.");
    }

    private void WritePermit(Permit permit, int n)
    {
        var (what, data) = (TermTexts.Of(permit.Operation), Datasets(permit.Datasets));
        Add(
            $"Izin {n} ({permit.Operation.ToWire()}): {agreement.Party} boleh {what.Id}{data.Id}.",
            $"Permit {n} ({permit.Operation.ToWire()}): {agreement.Party} may {what.En}{data.En}.");
        if (!permit.Kinds.IsEmpty)
            Say("Orang dikenali dengan: {0}.", "Persons are named by: {0}.", Wording.List(permit.Kinds.Select(TermTexts.Of)));
        if (!permit.Disclose.IsEmpty)
            Say("Yang dibuka hanya: {0}.", "Only this is disclosed: {0}.", Wording.List(permit.Disclose.Select(TermTexts.Of)));
        if (!permit.Regions.IsEmpty)
            Say("Hanya catatan di wilayah {0} dan semua di bawahnya.", "Only records in the regions {0} and all below.", Wording.List(permit.Regions));
        if (permit.Threshold is { } threshold)
            Say("Jumlah di bawah {0} orang tidak ditampilkan.", "Counts below {0} persons are not shown.", Wording.Number(threshold));
        if (permit.Noise is { } noise)
            Say("Setiap jumlah diberi derau acak (epsilon {0}).", "Every count carries random noise (epsilon {0}).", Wording.Number(noise.Epsilon));
        if (permit.Quota is { } quota)
            WriteQuota(quota);
        if (permit.List?.Min is { } min)
            Say("Satu daftar berisi paling sedikit {0} orang.", "A list holds at least {0} persons.", Wording.Number(min));
        if (permit.List?.Max is { } max)
            Say("Satu daftar berisi paling banyak {0} orang.", "A list holds at most {0} persons.", Wording.Number(max));
    }

    private void WriteQuota(QuotaRule quota)
    {
        var (persons, per) = (Wording.Number(quota.Limit), TermTexts.Of(quota.Period));
        Say("Paling banyak {0}.", "At most {0}.", new($"{persons.Id} orang {per.Id}", $"{persons.En} persons {per.En}"));
    }

    private void WriteForbid(Forbid forbid, int n)
    {
        var (what, data) = (TermTexts.Of(forbid.Operation), Datasets(forbid.Datasets));
        if (forbid.Datasets.IsEmpty && OperationFields.Of(forbid.Operation)["datasets"] != FieldUse.None)
            data = new(" dataset mana pun", " any dataset");
        var (kinds, regions) = (Wording.List(forbid.Kinds.Select(TermTexts.Of)), Wording.List(forbid.Regions));
        var by = forbid.Kinds.IsEmpty ? new("", "") : new LocalizedText($" dengan {kinds.Id}", $" by {kinds.En}");
        var where = forbid.Regions.IsEmpty
            ? new("", "")
            : new LocalizedText($" di wilayah {regions.Id} dan semua di bawahnya", $" in the regions {regions.En} and all below");
        Add(
            $"Larangan {n} ({forbid.Operation.ToWire()}): {agreement.Party} tidak boleh {what.Id}{data.Id}{by.Id}{where.Id}, sekalipun diizinkan di tempat lain.",
            $"Prohibition {n} ({forbid.Operation.ToWire()}): {agreement.Party} may not {what.En}{data.En}{by.En}{where.En}, even where it is permitted elsewhere.");
        if (!forbid.Regions.IsEmpty)
            Say("Catatan di sana ditahan, bukan disebut tidak ada.", "A record there is withheld, not said to be absent.", new("", ""));
    }

    private void WriteApprovals()
    {
        foreach (var approval in agreement.Approvals)
        {
            var date = Wording.Date(approval.Date);
            Add(
                $"Disetujui oleh {approval.Owner} ({approval.By}), berlaku sejak {date.Id}.",
                $"Approved by {approval.Owner} ({approval.By}), from {date.En} on.");
        }

        var missing = agreement.Permits.SelectMany(permit => permit.Datasets).Distinct()
            .Where(dataset => ownerOf(dataset) is not { } owner
                || (owner != agreement.Party && agreement.Approvals.All(approval => approval.Owner != owner)))
            .ToList();
        if (missing.Count > 0)
            Say("Belum disetujui pemiliknya, jadi belum berlaku: {0}.", "Not approved by its owner and so not in effect: {0}.", Datasets(missing));
    }

    private LocalizedText Datasets(IReadOnlyCollection<DatasetId> datasets)
    {
        if (datasets.Count == 0)
            return new("", "");
        var all = Wording.List(datasets.Select(dataset => ownerOf(dataset) is { } owner
            ? new LocalizedText($"{dataset} (milik {owner})", $"{dataset} (of {owner})")
            : new LocalizedText($"{dataset} (belum ada pemilik)", $"{dataset} (without owner)")));
        return new($" dataset {all.Id}", $" the datasets {all.En}");
    }

    private void Say(string id, string en, LocalizedText value) =>
        lines.Add(new LocalizedText("  " + id.Replace("{0}", value.Id.Trim(), StringComparison.Ordinal), "  " + en.Replace("{0}", value.En.Trim(), StringComparison.Ordinal)));

    private void Add(FormattableString id, FormattableString en) =>
        lines.Add(new LocalizedText(FormattableString.Invariant(id), FormattableString.Invariant(en)));
}
