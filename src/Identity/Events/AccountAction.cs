namespace Pmo.Identity.Events;

/// <summary>What can happen to accounts: the <c>operation</c> of audit entries of kind <c>account</c>.</summary>
internal static class AccountAction
{
    /// <summary>A token was asked for. Only refusals are recorded: what a token is used for has entries of its own.</summary>
    public const string Token = "token";

    /// <summary>A session was ended, by its person or for them.</summary>
    public const string SignOut = "sign-out";
}
