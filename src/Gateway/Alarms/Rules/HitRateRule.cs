using System.Data.Common;
using Pmo.Gateway.Alarms.Storage;
using Pmo.Protocol.Api;

namespace Pmo.Gateway.Alarms.Rules;

/// <summary>The share that was found, beside that of the partner's checks under the same agreement: a list of guesses is found far less, one of targets far more.</summary>
internal sealed class HitRateRule(AlarmOptions options) : ICheckRule
{
    private const double StandardErrors = 3;

    public async Task<Finding?> LookAsync(AnsweredCheck check, DbTransaction transaction)
    {
        if (check.Persons < options.MinimumRows)
        {
            return null;
        }

        var (checks, persons, matched) = await CheckHistory.RateAsync(check, check.At.AddDays(-options.HistoryDays), options.MinimumRows, transaction);
        if (checks < options.HistoryMinimum)
        {
            return null;
        }

        var (usual, rate) = ((double)matched / persons, (double)check.Matched / check.Persons);

        // Of a share that was never anything but 0 or 1 no error can be estimated: one more of either kind (Laplace's rule).
        var likely = (matched + 1.0) / (persons + 2.0);
        var error = Math.Sqrt(likely * (1 - likely) / check.Persons);
        var distance = Math.Abs(rate - usual);
        return distance < options.HitRatePoints / 100.0 || distance < StandardErrors * error ? null : new Finding(
            AlarmKind.HitRate,
            check.Session,
            check.Organisation,
            new AlarmDetail(Persons: check.Persons, Rate: Math.Round(100 * rate), Usual: Math.Round(100 * usual)),
            [check.Receipt]) { Agreement = check.Agreement, Datasets = check.Datasets };
    }
}
