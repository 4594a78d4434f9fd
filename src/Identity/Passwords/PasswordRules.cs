using Pmo.Identity.Accounts;

namespace Pmo.Identity.Passwords;

/// <summary>What is wrong with a password that somebody chose.</summary>
internal enum PasswordFault
{
    None,
    TooShort,
    TooLong,
    Personal,
    Common,
}

/// <summary>
/// What passwords people may choose (NIST SP 800-63B-4, 3.1.1): long enough, not their own name, not one that everybody tries first. No rules on which
/// characters: those make passwords worse.
/// </summary>
internal static class PasswordRules
{
    /// <summary>Characters. NIST asks for 8 beside a second factor, 15 without; in between, since people take the password elsewhere.</summary>
    public const int MinLength = 12;

    /// <summary>Characters. NIST: at least 64 must be possible.</summary>
    public const int MaxLength = 128;

    private const int MinDifferent = 5;

    // Shorter names are part of many words.
    private const int MinName = 4;

    private static readonly HashSet<string> Common = CommonPasswords.Read();

    public static PasswordFault Check(string password, Person person)
    {
        var text = PasswordWork.Normalise(password);
        var length = text.EnumerateRunes().Count();
        if (length < MinLength)
        {
            return PasswordFault.TooShort;
        }

        if (length > MaxLength)
        {
            return PasswordFault.TooLong;
        }

        var lower = text.ToLowerInvariant();
        if (NamesOf(person).Any(name => lower.Contains(name, StringComparison.Ordinal)))
        {
            return PasswordFault.Personal;
        }

        // Digits and signs at the end make a common word no rarer.
        return lower.Distinct().Count() < MinDifferent || Common.Contains(lower) || Common.Contains(string.Concat(lower.Where(char.IsLetter)))
            ? PasswordFault.Common
            : PasswordFault.None;
    }

    private static IEnumerable<string> NamesOf(Person person) =>
        new[] { person.UserName, person.Org }
            .Concat(person.UserName.Split('.', '_', '-'))
            .Concat(person.Org.Split('-'))
            .Concat(person.DisplayName.ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(name => name.Length >= MinName);
}
