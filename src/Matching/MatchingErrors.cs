using Pmo.Hosting.Problems;
using Pmo.Matching.Checks;
using Pmo.Matching.Datasets;
using Pmo.Matching.Duplicates;
using Pmo.Matching.Epochs;
using Pmo.Matching.Noise;
using Pmo.Matching.Questions;
using Pmo.Matching.Sessions;
using Pmo.Matching.Snapshots;
using Pmo.Matching.Subjects;
using Pmo.Matching.Tokens;
using Pmo.Matching.Uploads;

namespace Pmo.Matching;

/// <summary>Every error that this service answers beside the common ones, for the list of errors in the documentation.</summary>
public static class MatchingErrors
{
    /// <summary>In no order; a code may stand more than once, with other texts.</summary>
    public static IEnumerable<ErrorCode> All =>
    [
        .. EpochErrors.All, .. TokenErrors.All, .. SessionErrors.All, .. DatasetErrors.All, .. UploadErrors.All, .. CheckErrors.All,
        .. DuplicateErrors.All, .. SubjectErrors.All, .. SnapshotErrors.All, .. NoiseErrors.All, .. QuestionErrors.All,
    ];
}
