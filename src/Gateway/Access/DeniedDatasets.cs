using Pmo.Agreements;

namespace Pmo.Gateway.Access;

/// <summary>What a refused call was about, for the log: its owners' officers see the entry by that.</summary>
internal static class DeniedDatasets
{
    /// <returns>The datasets that the call names; when it names none, those that its own agreement lets the operation look in; null: there are none.</returns>
    public static List<string>? Of(CallContext call, AgreementHeaders headers, Operation operation, IEnumerable<string>? named)
    {
        // What strangers write into a request does not belong into the log unless it can be an id.
        if (named is not null)
        {
            return [.. named.Where(d => DatasetId.TryParse(d, out _, out _))];
        }

        var agreement = call.Policies.Agreements.FirstOrDefault(a => a.Id.Value == headers.Agreement && a.Party.Value == call.Partner);
        var permitted = (agreement?.Permits ?? []).Where(p => p.Operation == operation).SelectMany(p => p.Datasets.Select(d => d.Value))
            .Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return permitted.Count == 0 ? null : permitted;
    }
}
