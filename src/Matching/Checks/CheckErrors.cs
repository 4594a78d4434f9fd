using Pmo.Hosting.Problems;

namespace Pmo.Matching.Checks;

/// <summary>Why a check is refused.</summary>
public static class CheckErrors
{
    public static readonly ErrorCode NothingDisclosed = new("nothing_disclosed", 403,
        "Perjanjian tidak membuka apa pun untuk pemeriksaan ini (tanpa overlap; untuk kind kk, tanpa household). Ubah perjanjiannya.",
        "The agreement discloses nothing for this check (no overlap; for kind kk, no household). Have the agreement changed.");

    internal static IEnumerable<ErrorCode> All => [NothingDisclosed];
}
