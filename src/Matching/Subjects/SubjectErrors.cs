using Pmo.Hosting.Problems;

namespace Pmo.Matching.Subjects;

/// <summary>Why a data subject's request is refused.</summary>
public static class SubjectErrors
{
    public static readonly ErrorCode NothingOwned = new("dataset_not_covered", 403,
        "Perjanjian tidak mencakup dataset milik organisasi Anda. Penghapusan dan pembatasan hanya pada data sendiri.",
        "The agreement covers no dataset of your organisation. Only own data can be erased or restricted.");

    public static readonly ErrorCode KindNotYet = new("kind_not_yet", 422,
        "Dengan nomor KK hanya access yang dapat diminta: barisnya milik beberapa orang. Hapus, batasi dan cabut per orang, dengan kind nik.",
        "By family card only access can be asked for: its rows are several persons'. Erase, restrict and lift for each, by kind nik.");

    internal static IEnumerable<ErrorCode> All => [NothingOwned, KindNotYet];
}
