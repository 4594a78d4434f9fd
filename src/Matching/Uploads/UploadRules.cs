using System.Text.RegularExpressions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Uploads;

/// <summary>What the opening of an upload must hold.</summary>
internal static partial class UploadRules
{
    private const int MaxKeys = 1000;

    /// <summary>All that is wrong with a request, field by field; null when nothing is. The number of rows is the session's matter.</summary>
    public static Failure? Refuses(UploadRequest request, DateOnly today)
    {
        var items = new List<FailureItem>();
        Check(request.Mode is Upload.Replace or Upload.Append, UploadErrors.ModeInvalid, "mode");
        Check(request.AsOf.Year >= 2000 && request.AsOf <= today, UploadErrors.AsOfInvalid, "asOf");
        Check(AreCounts(request.WithoutNik, key => key.Length == 0 || RowRules.IsRegion(key)), UploadErrors.CountsInvalid, "withoutNik");
        Check(AreCounts(request.Quality, CodePattern().IsMatch), UploadErrors.CountsInvalid, "quality");
        return items.Count == 0 ? null : new Failure(CommonErrors.FieldInvalid, [], items);

        void Check(bool holds, ErrorCode code, string field)
        {
            if (!holds)
            {
                items.Add(new FailureItem(code, [field], Field: field));
            }
        }
    }

    private static bool AreCounts(IReadOnlyDictionary<string, int>? counts, Func<string, bool> isKey) =>
        counts is null || (counts.Count <= MaxKeys && counts.All(c => c.Value >= 0 && isKey(c.Key)));

    [GeneratedRegex(@"\A[a-z][a-z0-9_]{0,63}\z", RegexOptions.None, 1000)]
    private static partial Regex CodePattern();
}
