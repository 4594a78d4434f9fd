using System.Text.RegularExpressions;

namespace Pmo.Protocol.Api;

/// <summary>The form of case numbers: the officer's own register, never a person's number. Stateless.</summary>
public static partial class SubjectCase
{
    /// <summary>As messages say it.</summary>
    public const string Form = "[A-Za-z0-9/-]{3,64}";

    private const int NumberLength = 16; // of a NIK or a family card

    /// <summary>Whether <paramref name="text"/> can be one: of the form, and not 16 digits in whatever groups.</summary>
    public static bool IsValid(string? text) => text is not null && Shape().IsMatch(text)
        && !(text.Count(char.IsAsciiDigit) == NumberLength && !text.Any(char.IsAsciiLetter));

    [GeneratedRegex(@"\A[A-Za-z0-9/-]{3,64}\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Shape();
}
