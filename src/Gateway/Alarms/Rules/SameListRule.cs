using System.Data.Common;
using System.Globalization;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>The same or nearly the same list again, under whichever agreement: asking twice with one person more tells of that person.</summary>
internal sealed class SameListRule(AlarmOptions options) : ICheckRule
{
    public async Task<Finding?> LookAsync(AnsweredCheck check, DbTransaction transaction)
    {
        if (check.Sketch is not { } sketch || check.Persons < options.MinimumRows)
        {
            return null;
        }

        // Lists of very different lengths cannot have so much in common.
        var least = options.SimilarityPercent / 100.0;
        foreach (var earlier in await CheckHistory.ListsAsync(check, check.At.AddDays(-options.SimilarityDays), least, transaction))
        {
            if (earlier.Sketch.Similarity(sketch) is var similarity && similarity >= least)
            {
                // A list that comes every day is one alarm a day, not one for each pair.
                return new Finding(
                    AlarmKind.SameList,
                    string.Create(CultureInfo.InvariantCulture, $"{check.Organisation}:{earlier.Session}:{check.Day:O}"),
                    check.Organisation,
                    new AlarmDetail(Persons: check.Persons, Similarity: Math.Round(100 * similarity), Earlier: earlier.At),
                    [earlier.Receipt, check.Receipt]) { Agreement = check.Agreement, Datasets = check.Datasets };
            }
        }

        return null;
    }
}
