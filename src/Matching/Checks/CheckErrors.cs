using Pmo.Hosting.Problems;

namespace Pmo.Matching.Checks;

/// <summary>Why a check is refused.</summary>
public static class CheckErrors
{
    public static readonly ErrorCode KindNotYet = new("kind_not_yet", 422,
        "Pemeriksaan dengan nomor ini belum tersedia. Pakai kind nik.", "Checks by this kind of number are not available yet. Use kind nik.");

    public static readonly ErrorCode NothingDisclosed = new("nothing_disclosed", 403,
        "Perjanjian tidak membuka apa pun untuk pemeriksaan ini (tanpa overlap). Ubah perjanjiannya.",
        "The agreement discloses nothing for this check (no overlap). Have the agreement changed.");

    internal static IEnumerable<ErrorCode> All => [KindNotYet, NothingDisclosed];
}
