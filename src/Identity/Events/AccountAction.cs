namespace Pmo.Identity.Events;

/// <summary>What can happen to accounts: the <c>operation</c> of audit entries of kind <c>account</c>, or <c>key</c> for signing keys.</summary>
internal static class AccountAction
{
    /// <summary>A token was asked for. Only refusals are recorded: what a token is used for has entries of its own.</summary>
    public const string Token = "token";

    /// <summary>An authorization request was pushed (RFC 9126). Only refusals are recorded.</summary>
    public const string Par = "par";

    /// <summary>A person's browser brought an authorization request: refused, or the client got a code.</summary>
    public const string Authorize = "authorize";

    /// <summary>A client asked who a token's person is. Only refusals are recorded.</summary>
    public const string UserInfo = "userinfo";

    /// <summary>A client sent a browser here to sign out. Only refusals are recorded: the end itself is a <c>sign-out</c>.</summary>
    public const string Logout = "logout";

    /// <summary>A code came a second time, and what it gave the first time is revoked.</summary>
    public const string CodeReplay = "code-replay";

    /// <summary>Name and password were given, or refused; allowed once the second factor was given too.</summary>
    public const string SignIn = "sign-in";

    /// <summary>A code of the authenticator app was refused.</summary>
    public const string SecondFactor = "second-factor";

    /// <summary>A recovery code was used or refused, or new ones were made.</summary>
    public const string RecoveryCode = "recovery-code";

    /// <summary>An account is refused for a while after too many failures.</summary>
    public const string LockOut = "lock-out";

    /// <summary>An authenticator app was set up, or its first code refused.</summary>
    public const string TotpSetup = "totp-setup";

    /// <summary>A password was chosen, or refused because the old one was wrong.</summary>
    public const string PasswordChange = "password-change";

    /// <summary>A person was given an account and a one-time password.</summary>
    public const string PersonInvite = "person-invite";

    /// <summary>A person was given a new one-time password, and all they had ended.</summary>
    public const string PersonReset = "person-reset";

    /// <summary>A person was suspended.</summary>
    public const string PersonSuspend = "person-suspend";

    /// <summary>A suspended person was let in again.</summary>
    public const string PersonResume = "person-resume";

    /// <summary>A person's roles were changed.</summary>
    public const string PersonRoles = "person-roles";

    /// <summary>A session was ended, by its person or for them.</summary>
    public const string SignOut = "sign-out";

    /// <summary>A key that signs tokens was made.</summary>
    public const string SigningKeyMade = "signing-key-made";

    /// <summary>It is in the JWKS and does not sign yet.</summary>
    public const string SigningKeyAnnounced = "signing-key-announced";

    /// <summary>It signs from now on.</summary>
    public const string SigningKeySigns = "signing-key-signs";

    /// <summary>It signs no more.</summary>
    public const string SigningKeyRetired = "signing-key-retired";

    /// <summary>Its time is over: it is out of the JWKS and destroyed.</summary>
    public const string SigningKeyDestroyed = "signing-key-destroyed";

    /// <summary>The operator had it destroyed before its time.</summary>
    public const string SigningKeyRevoked = "signing-key-revoked";

    /// <summary>An operator invited an organisation.</summary>
    public const string PartnerInvite = "partner-invite";

    /// <summary>Another operator approved the key that came in.</summary>
    public const string PartnerApprove = "partner-approve";

    public const string PartnerSuspend = "partner-suspend";

    public const string PartnerRestore = "partner-restore";

    /// <summary>For good: the keys do not come back.</summary>
    public const string PartnerRevoke = "partner-revoke";

    /// <summary>A key came in with an invitation's code.</summary>
    public const string Enrol = "enrol";

    /// <summary>A client replaced its own key.</summary>
    public const string KeyReplace = "key-replace";

    /// <summary>A client asked what a token is (RFC 7662). Only refusals are recorded.</summary>
    public const string TokenIntrospection = "token-introspection";

    /// <summary>A client revoked a token of its own (RFC 7009).</summary>
    public const string TokenRevocation = "token-revocation";
}
