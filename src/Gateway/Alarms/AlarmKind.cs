namespace Pmo.Gateway.Alarms;

/// <summary>The kinds of alarms: stable names.</summary>
internal static class AlarmKind
{
    /// <summary>Persons of a day, far over the partner's median.</summary>
    public const string Volume = "volume";

    /// <summary>The same or nearly the same list again.</summary>
    public const string SameList = "same_list";

    /// <summary>The share that was found, far from history.</summary>
    public const string HitRate = "hit_rate";

    /// <summary>Refused attempts in a row.</summary>
    public const string Refusals = "refusals";

    /// <summary>Use outside office hours.</summary>
    public const string OfficeHours = "office_hours";

    /// <summary>A quota is nearly used up.</summary>
    public const string Quota = "quota";

    /// <summary>An agreement ends soon.</summary>
    public const string AgreementEnding = "agreement_ending";

    /// <summary>A key has not been used for long.</summary>
    public const string KeyUnused = "key_unused";

    public static readonly IReadOnlyList<string> All = [Volume, SameList, HitRate, Refusals, OfficeHours, Quota, AgreementEnding, KeyUnused];

    /// <summary>Whether it is about how somebody used data, rather than about upkeep.</summary>
    public static bool IsAboutUse(string kind) => kind is not (AgreementEnding or KeyUnused);
}
