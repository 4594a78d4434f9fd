using Pmo.Identity.Randomness;

namespace Pmo.Identity.Passwords;

/// <summary>What an operator hands to a person, to sign in with once and choose a password of their own. Redacts itself.</summary>
/// <param name="Text">99 random bits: <c>xxxx-xxxx-xxxx-xxxx-xxxx</c>.</param>
internal sealed record OneTimePassword(string Text)
{
    /// <summary>As long as an invitation of a partner: it travels by message or by telephone, and is used the next working day.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromHours(24);

    public static OneTimePassword Create() => new(RandomCode.Next(groups: 5));

    /// <inheritdoc/>
    public override string ToString() => nameof(OneTimePassword);
}
