using Pmo.Agreements;
using Pmo.Hosting.Problems;

namespace Pmo.Gateway.Access;

/// <summary>Why an agreement does not allow a request, and what is wrong with how it was asked.</summary>
internal static class AccessErrors
{
    public static readonly ErrorCode DomainMismatch = new("domain_mismatch", 422,
        "Pmo-Domain harus sama dengan jenis sesi ({0}).", "Pmo-Domain must be the kind of the session ({0}).");

    public static readonly ErrorCode RoleRequired = new("role_required", 403,
        "Untuk ini diperlukan peran {0}. Hubungi operator.", "This needs the role {0}. Ask the operator.");

    public static readonly ErrorCode AuditUnavailable = new("audit_unavailable", 503,
        "Log audit tidak dapat ditulis, jadi tidak ada yang dibuka. Coba lagi nanti.",
        "The audit log cannot be written, so nothing was disclosed. Try again later.");

    private static readonly Dictionary<ReasonCode, ErrorCode> Reasons = Enum.GetValues<ReasonCode>()
        .Where(reason => reason != ReasonCode.Permit)
        .ToDictionary(reason => reason, reason => new ErrorCode(
            reason.ToWire(),
            reason == ReasonCode.QuotaExhausted ? StatusCodes.Status429TooManyRequests : StatusCodes.Status403Forbidden,
            ReasonTexts.Of(reason).Id,
            ReasonTexts.Of(reason).En));

    internal static IEnumerable<ErrorCode> All => [DomainMismatch, RoleRequired, AuditUnavailable, .. Reasons.Values];

    /// <summary>A denial in the words of the agreements' library, with what it concerns here.</summary>
    public static ErrorCode Of(ReasonCode reason, LocalizedText? detail = null)
    {
        var code = Reasons[reason];
        return detail is null
            ? code
            : code with { Indonesian = $"{code.Indonesian} ({detail.Id})", English = $"{code.English} ({detail.En})" };
    }
}
