namespace Pmo.Identity.Events;

/// <summary>What can happen to accounts: the <c>operation</c> of audit entries of kind <c>account</c>.</summary>
internal static class AccountAction
{
    /// <summary>A token was asked for. Only refusals are recorded: what a token is used for has entries of its own.</summary>
    public const string Token = "token";

    /// <summary>A client asked what a token is (RFC 7662). Only refusals are recorded.</summary>
    public const string TokenIntrospection = "token-introspection";

    /// <summary>A client revoked a token of its own (RFC 7009).</summary>
    public const string TokenRevocation = "token-revocation";
}
