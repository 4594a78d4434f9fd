namespace Pmo.Identity.RateLimits;

/// <summary>What is limited together.</summary>
/// <param name="Name">Its part of <c>Identity:RateLimits</c>.</param>
/// <param name="Action">The event's action, see <see cref="Events.AccountAction"/>.</param>
/// <param name="PerAddress">Requests a minute from one address, unless the settings say otherwise.</param>
/// <param name="IsProtocol">Whether refusals are OAuth's own or problem details.</param>
/// <param name="CountsReads">Whether GET and HEAD count: pages that are only looked at do not.</param>
internal sealed record RatePolicy(string Name, string Action, int PerAddress, bool IsProtocol, bool CountsReads = true)
{
    public bool Counts(string method) => CountsReads || !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
}

/// <summary>Put one on an endpoint by <see cref="RateLimitSetup.LimitRate"/>.</summary>
internal static class RatePolicies
{
    /// <summary>Tokens, and what is asked about them.</summary>
    public static readonly RatePolicy Token = new("Token", Events.AccountAction.Token, 600, IsProtocol: true);

    /// <summary>Pushed authorization requests.</summary>
    public static readonly RatePolicy Par = new("Par", Events.AccountAction.Par, 600, IsProtocol: true);

    /// <summary>Whatever takes a password or a second factor.</summary>
    public static readonly RatePolicy Login = new("Login", Events.AccountAction.SignIn, 60, IsProtocol: false, CountsReads: false);

    /// <summary>Whatever takes an invitation's code.</summary>
    public static readonly RatePolicy Enroll = new("Enroll", Events.AccountAction.Enrol, 30, IsProtocol: false);

    public static IEnumerable<RatePolicy> All => [Token, Par, Login, Enroll];
}
