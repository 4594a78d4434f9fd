namespace Pmo.Identity.RateLimits;

/// <summary>What is limited together.</summary>
/// <param name="Name">Its part of <c>Identity:RateLimits</c>.</param>
/// <param name="Action">The event's action, see <see cref="Events.AccountAction"/>.</param>
/// <param name="PerAddress">Requests a minute from one address, unless the settings say otherwise.</param>
/// <param name="Answer">What a refusal looks like.</param>
/// <param name="CountsReads">Whether GET and HEAD count: pages that are only looked at do not.</param>
internal sealed record RatePolicy(string Name, string Action, int PerAddress, RateAnswer Answer, bool CountsReads = true)
{
    public bool Counts(string method) => CountsReads || !(HttpMethods.IsGet(method) || HttpMethods.IsHead(method));
}

/// <summary>Who reads that it was too much.</summary>
internal enum RateAnswer
{
    /// <summary>An OAuth client.</summary>
    Protocol,

    /// <summary>Another program: problem details.</summary>
    Problem,

    /// <summary>A person, in a browser.</summary>
    Page,
}

/// <summary>Put one on an endpoint by <see cref="RateLimitSetup.LimitRate"/>.</summary>
internal static class RatePolicies
{
    /// <summary>Tokens, and what is asked about them.</summary>
    public static readonly RatePolicy Token = new("Token", Events.AccountAction.Token, 600, RateAnswer.Protocol);

    /// <summary>Pushed authorization requests.</summary>
    public static readonly RatePolicy Par = new("Par", Events.AccountAction.Par, 600, RateAnswer.Protocol);

    /// <summary>What clients send browsers for. Looking counts: what is refused there is recorded, though it came by GET.</summary>
    public static readonly RatePolicy Browser = new("Browser", Events.AccountAction.Authorize, 600, RateAnswer.Page);

    /// <summary>Whatever takes a password or a second factor.</summary>
    public static readonly RatePolicy Login = new("Login", Events.AccountAction.SignIn, 60, RateAnswer.Page, CountsReads: false);

    /// <summary>Whatever takes an invitation's code.</summary>
    public static readonly RatePolicy Enroll = new("Enroll", Events.AccountAction.Enrol, 30, RateAnswer.Problem);

    public static IEnumerable<RatePolicy> All => [Token, Par, Browser, Login, Enroll];
}
