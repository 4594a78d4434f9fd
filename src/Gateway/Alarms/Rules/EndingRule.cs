using System.Globalization;
using Pmo.Agreements;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Agreements that end soon, once for each last day.</summary>
internal sealed class EndingRule(AlarmOptions options)
{
    public IEnumerable<Finding> Look(PolicySet policies, DateOnly today) => policies.Agreements
        .Where(agreement => agreement.From <= today && agreement.Until >= today && agreement.Until <= today.AddDays(options.EndingDays))
        .Select(agreement => new Finding(
            AlarmKind.AgreementEnding,
            string.Create(CultureInfo.InvariantCulture, $"{agreement.Id}:{agreement.Until:O}"),
            agreement.Party.Value,
            new AlarmDetail(Until: agreement.Until),
            [])
        {
            Agreement = agreement.Id.Value,
            Datasets = [.. agreement.Permits.SelectMany(permit => permit.Datasets).Select(dataset => dataset.Value).Distinct(StringComparer.Ordinal)],
        });
}
