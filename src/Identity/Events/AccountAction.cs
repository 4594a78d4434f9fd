namespace Pmo.Identity.Events;

/// <summary>What can happen to accounts: the <c>operation</c> of audit entries of kind <c>account</c>.</summary>
internal static class AccountAction
{
    /// <summary>A token was asked for. Only refusals are recorded: what a token is used for has entries of its own.</summary>
    public const string Token = "token";

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
}
