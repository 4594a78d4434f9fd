namespace Pmo.Identity.Events;

/// <summary>What can happen to accounts: the <c>operation</c> of audit entries of kind <c>account</c>.</summary>
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

    /// <summary>A session was ended, by its person or for them.</summary>
    public const string SignOut = "sign-out";

    /// <summary>A client asked what a token is (RFC 7662). Only refusals are recorded.</summary>
    public const string TokenIntrospection = "token-introspection";

    /// <summary>A client revoked a token of its own (RFC 7009).</summary>
    public const string TokenRevocation = "token-revocation";
}
