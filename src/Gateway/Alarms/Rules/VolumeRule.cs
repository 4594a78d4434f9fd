using System.Data.Common;
using System.Globalization;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>Persons of a day beside the median of the partner's days with checks; small lists count too, so that splitting one hides nothing.</summary>
internal sealed class VolumeRule(AlarmOptions options) : ICheckRule
{
    private const int MostReceipts = 50;

    public async Task<Finding?> LookAsync(AnsweredCheck check, DbTransaction transaction)
    {
        var days = await CheckHistory.DaysAsync(check, check.At.AddDays(-options.HistoryDays), transaction);
        var before = days.Where(day => day.Key != check.Day).Select(day => day.Value).Order().ToList();
        if (before.Count < options.HistoryMinimum || !days.TryGetValue(check.Day, out var persons) || persons < options.MinimumRows)
        {
            return null;
        }

        // The middle value; of an even number, the mean of the two in the middle.
        var median = (before[(before.Count - 1) / 2] + before[before.Count / 2]) / 2.0;
        return persons <= options.VolumeTimes * median ? null : new Finding(
            AlarmKind.Volume,
            string.Create(CultureInfo.InvariantCulture, $"{check.Organisation}:{check.Day:O}"),
            check.Organisation,
            new AlarmDetail(Day: check.Day, Persons: persons, Usual: median),
            await CheckHistory.ReceiptsAsync(check, MostReceipts, transaction)) { Datasets = check.Datasets };
    }
}
