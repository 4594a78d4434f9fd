using Pmo.Hosting.Problems;

namespace Pmo.Identity.Accounts;

/// <summary>Why an operator's act on a person's account is refused.</summary>
internal static class PersonErrors
{
    public static readonly ErrorCode NameTaken = new("user_name_taken", 409,
        "Nama pengguna ini sudah dipakai. Pilih yang lain.", "This user name is taken. Choose another.");

    public static readonly ErrorCode OrganisationUnknown = new("organisation_unknown", 409,
        "Organisasi ini bukan mitra atau sudah dicabut. Undang dulu dengan pmo partner invite.",
        "This organisation is no partner, or was revoked. Invite it first: pmo partner invite.");

    public static readonly ErrorCode WrongState = new("person_state", 409,
        "Keadaan orang ini sudah berubah. Lihat pmo person list.", "This person is not in a state in which this can be done. See pmo person list.");

    public static readonly ErrorCode OwnAccount = new("own_account", 403,
        "Akun sendiri tidak dapat diubah lewat sini; mintalah operator lain.", "Your own account cannot be changed this way; ask another operator.");

    public static readonly ErrorCode OperatorRole = new("operator_role", 403,
        "Peran operator tidak diberikan oleh satu operator. Daftarkan operator lewat Identity:ClientsFile.",
        "One operator does not grant the role operator. Enrol operators by Identity:ClientsFile.");

    public static readonly ErrorCode OperatorAccount = new("operator_account", 403,
        "Akun operator tidak diatur ulang oleh operator lain: pemegangnya akan menjadi dua operator sekaligus.",
        "An operator's account is not reset by another operator, who would then be two operators at once.");

    internal static IEnumerable<ErrorCode> All => [NameTaken, OrganisationUnknown, WrongState, OwnAccount, OperatorRole, OperatorAccount];

    /// <summary>The error of an act that was not done.</summary>
    public static ErrorCode Of(PersonOutcome outcome) => outcome switch
    {
        PersonOutcome.Unknown => CommonErrors.NotFound,
        PersonOutcome.NameTaken => NameTaken,
        PersonOutcome.NameInvalid or PersonOutcome.RolesInvalid => CommonErrors.Malformed,
        PersonOutcome.OrganisationUnknown => OrganisationUnknown,
        PersonOutcome.WrongState => WrongState,
        PersonOutcome.OwnAccount => OwnAccount,
        PersonOutcome.OperatorRole => OperatorRole,
        PersonOutcome.OperatorAccount => OperatorAccount,
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, message: null),
    };
}
