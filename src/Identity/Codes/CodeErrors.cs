using Pmo.Identity.Tokens;

namespace Pmo.Identity.Codes;

/// <summary>What to tell a client whose code is refused: one answer, for who tries codes is to learn nothing; the log has the reason.</summary>
internal static class CodeErrors
{
    public static TokenError Of(CodeOutcome outcome) => new("invalid_grant", Reason(outcome),
        "The code is unknown, used or over 60 s old, or not of this client, redirect_uri, code_verifier and DPoP key. Send the person to sign in again.");

    private static string Reason(CodeOutcome outcome) => outcome switch
    {
        CodeOutcome.Unknown => "code_unknown",
        CodeOutcome.Expired => "code_expired",
        CodeOutcome.Replayed => "code_replayed",
        CodeOutcome.OtherClient => "code_of_other_client",
        CodeOutcome.OtherRedirect => "code_redirect_uri",
        CodeOutcome.WrongVerifier => "code_verifier",
        CodeOutcome.OtherKey => "code_key",
        CodeOutcome.SignedOut => "code_signed_out",
        _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
    };
}
