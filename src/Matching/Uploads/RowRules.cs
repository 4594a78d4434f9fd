using System.Text.RegularExpressions;
using Pmo.Matching.AidTypes;
using Pmo.Hosting.Problems;
using Pmo.Oprf;
using Pmo.Protocol.Api;

namespace Pmo.Matching.Uploads;

/// <summary>What a row of an upload must hold.</summary>
internal static partial class RowRules
{
    private const long MaxAmount = 1_000_000_000_000;
    private const int MaxNeeds = 20;

    /// <summary>All that is wrong with a row.</summary>
    public static IEnumerable<ErrorCode> Refuses(UploadRow row)
    {
        if (row.Token.Length != Element.Size)
        {
            yield return UploadErrors.TokenLength;
        }

        if (row.Kk is { Length: not Element.Size })
        {
            yield return UploadErrors.KkTokenLength;
        }

        if (row.AidType is not null && !AidTypeList.IsKnown(row.AidType))
        {
            yield return UploadErrors.AidTypeUnknown;
        }

        if (row.Amount is < 0 or > MaxAmount)
        {
            yield return UploadErrors.AmountInvalid;
        }

        if (row.Period is not null && !PeriodPattern().IsMatch(row.Period))
        {
            yield return UploadErrors.PeriodInvalid;
        }

        if (row.Region is not null && !IsRegion(row.Region))
        {
            yield return UploadErrors.RegionInvalid;
        }

        if (row.Desil is < 1 or > 10)
        {
            yield return UploadErrors.DesilInvalid;
        }

        if (row.Needs is not null && (row.Needs.Count > MaxNeeds || !row.Needs.All(AidTypeList.Categories.Contains)))
        {
            yield return UploadErrors.NeedUnknown;
        }

        if (row.Status is not ("claimed" or "delivered"))
        {
            yield return UploadErrors.StatusInvalid;
        }

        if (row.Ref is not null && (!RefPattern().IsMatch(row.Ref) || (row.Ref.Length == 16 && row.Ref.All(char.IsAsciiDigit))))
        {
            yield return UploadErrors.RefInvalid;
        }
    }

    /// <summary>A Kemendagri code: province, kabupaten, kecamatan or village.</summary>
    public static bool IsRegion(string text) => text.Length is 2 or 4 or 6 or 10 && text[0] != '0' && text.All(char.IsAsciiDigit);

    [GeneratedRegex(@"\A(?:20[0-9]{2}|2100)(?:-(?:0[1-9]|1[0-2]))?\z", RegexOptions.None, 1000)]
    private static partial Regex PeriodPattern();

    [GeneratedRegex(@"\A[A-Za-z0-9-]{1,64}\z", RegexOptions.None, 1000)]
    private static partial Regex RefPattern();
}
