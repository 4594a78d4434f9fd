using System.Globalization;
using System.Text.RegularExpressions;

namespace Pmo.Gateway.Forwarding;

/// <summary>What a service said of its answer.</summary>
/// <param name="Status">The status that the caller will see.</param>
/// <param name="Rows">Persons that it was about.</param>
/// <param name="Matched">Of them, found.</param>
/// <param name="Charged">Persons to be charged, where only the service knows it.</param>
internal sealed partial record ServiceOutcome(int Status, int? Rows, int? Matched, int? Charged)
{
    /// <summary>Reads <c>Pmo-Outcome</c>; a header of another form tells nothing.</summary>
    public static ServiceOutcome Read(int status, string? header)
    {
        var match = Counts().Match(header ?? "");
        return new ServiceOutcome(status, Number("rows"), Number("matched"), Number("charged"));

        int? Number(string group) => match.Groups[group] is { Success: true } found ? int.Parse(found.ValueSpan, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\Arows=(?<rows>\d{1,9}), matched=(?<matched>\d{1,9})(, charged=(?<charged>\d{1,9}))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Counts();
}
