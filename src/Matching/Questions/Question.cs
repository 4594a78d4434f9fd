using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Pmo.Hosting.Decisions;
using Pmo.Matching.Snapshots;

namespace Pmo.Matching.Questions;

/// <summary>A question as it is asked of the service.</summary>
/// <param name="Operation">Of the agreements' vocabulary.</param>
/// <param name="Text">What is asked, in one canonical form however its parameters were written and ordered.</param>
/// <param name="Before">The day of the earlier state that it is also about.</param>
internal sealed record Question(string Operation, string Text, DateOnly? Before = null)
{
    /// <summary>
    /// Names question and data together: the same question over the same uploads has the same name, whoever asks and however many snapshots were taken, so
    /// that noise is drawn for it once and repeating it averages nothing out.
    /// </summary>
    public string NameOver(QuestionScope scope, Decision decision, Snapshot? earlier)
    {
        var text = new StringBuilder(Operation).Append('\n').Append(Text).Append('\n');
        Line(scope.Datasets.Select(d => d.Id));
        var keys = scope.Datasets.Select(d => d.Key).ToHashSet();
        Line(Uploads(scope.Snapshot));
        Line(earlier is null ? [] : Uploads(earlier));
        Line((decision.Regions?.Only ?? []).Order(StringComparer.Ordinal));
        Line((decision.Regions?.Withheld ?? []).Order(StringComparer.Ordinal));
        text.Append(CultureInfo.InvariantCulture, $"{scope.Threshold} {scope.Hundredths}");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));

        IEnumerable<string> Uploads(Snapshot snapshot) =>
            snapshot.Uploads.Where(u => keys.Contains(u.Dataset)).Select(u => u.Upload.ToString(CultureInfo.InvariantCulture));

        void Line(IEnumerable<string> items) => text.AppendJoin(',', items).Append('\n');
    }
}

/// <summary>An answer, with the counts that the audit log keeps: of what is told only.</summary>
internal sealed record Answered<T>(T Answer, long Rows, long Matched);
