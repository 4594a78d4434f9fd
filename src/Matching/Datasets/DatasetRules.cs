using System.Text.RegularExpressions;
using Pmo.Matching.AidTypes;
using Pmo.Hosting.Decisions;
using Pmo.Hosting.Problems;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Datasets;

/// <summary>What a dataset's description must hold, and who may use it.</summary>
internal static partial class DatasetRules
{
    public const string Aid = "aid";
    public const string Register = "register";
    private const int MaxText = 200;

    /// <summary>All that is wrong with a request, field by field; null when nothing is.</summary>
    public static Failure? Refuses(DatasetRequest request, DateOnly today)
    {
        var items = new List<FailureItem>();
        Check(IdPattern().IsMatch(request.Id), DatasetErrors.IdInvalid, "id");
        CheckText(request.Title, "title");
        Check(request.Kind is Aid or Register, DatasetErrors.KindInvalid, "kind");
        Check(request.Unit is "person" or "household", DatasetErrors.UnitInvalid, "unit");
        CheckText(request.Basis, "basis");
        Check(request.RetainUntil > today, DatasetErrors.RetainUntilPast, "retainUntil");
        CheckText(request.Programme ?? "-", "programme");
        Check(request.Kind != Aid || request.AidType is not null, DatasetErrors.AidTypeMissing, "aidType");
        Check(request.AidType is null || AidTypeList.IsKnown(request.AidType), DatasetErrors.AidTypeUnknown, "aidType");
        Check(request.Year is null or (>= 2000 and <= 2100), DatasetErrors.YearInvalid, "year");
        Check(request.Budget is null or >= 0, DatasetErrors.BudgetNegative, "budget");
        CheckText(request.Reference ?? "-", "reference");
        return items.Count == 0 ? null : new Failure(CommonErrors.FieldInvalid, [], items);

        void Check(bool holds, ErrorCode code, string field)
        {
            if (!holds)
            {
                items.Add(new FailureItem(code, [], Field: field));
            }
        }

        void CheckText(string text, string field)
        {
            if (string.IsNullOrWhiteSpace(text) || text.Length > MaxText)
            {
                items.Add(new FailureItem(DatasetErrors.TextInvalid, [field, MaxText], Field: field));
            }
        }
    }

    /// <summary>Whether the decision is on this dataset alone, as its owner.</summary>
    public static bool IsOwnerOf(this Decision decision, string dataset) =>
        decision.Datasets is [var only] && only.Id == dataset && only.Owner == decision.Partner;

    [GeneratedRegex(@"\A[a-z0-9-]{3,64}\z", RegexOptions.None, 1000)]
    private static partial Regex IdPattern();
}
