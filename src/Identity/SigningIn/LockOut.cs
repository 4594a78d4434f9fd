namespace Pmo.Identity.SigningIn;

/// <summary>When attempts are refused without being looked at.</summary>
internal static class LockOut
{
    /// <summary>Failures in a row; NIST SP 800-63B-4, 3.2.2 allows up to 100.</summary>
    public const int MaxFailures = 5;

    private const int MaxDoublings = 4;

    private static readonly TimeSpan First = TimeSpan.FromMinutes(15);

    /// <summary>
    /// 15 minutes, doubled each time up to 4 hours: at most 30 tries a day. Who knows a user name can keep its person from signing in by that, from one
    /// address too; sessions go on, the events name the address, and an operator's reset opens the account.
    /// </summary>
    /// <param name="before">How often it was locked since the last success.</param>
    public static TimeSpan Duration(int before) => First * (1 << Math.Min(before, MaxDoublings));
}
