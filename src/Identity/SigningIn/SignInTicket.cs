using Pmo.Identity.Accounts;

namespace Pmo.Identity.SigningIn;

/// <summary>A sign-in that is half done: the password was right. Worth nothing without a second factor.</summary>
/// <param name="PersonId">Whose password it was.</param>
/// <param name="Stamp">Of the credentials then: any change of them ends this.</param>
/// <param name="ReturnUrl">Where it leads to; <see cref="SigningIn.ReturnUrl"/>'s form.</param>
internal sealed record SignInTicket(string PersonId, string Stamp, string ReturnUrl)
{
    /// <summary>Long enough to install an authenticator app at the first sign-in; each step begins it anew.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>What must be done next.</summary>
    public static SignInStep Next(Credential credential) => credential switch
    {
        { PasswordUntil: not null } => SignInStep.NewPassword,
        { HasSecondFactor: false } => SignInStep.NewAuthenticator,
        _ => SignInStep.SecondFactor,
    };

    /// <inheritdoc/>
    public override string ToString() => nameof(SignInTicket);
}

/// <summary>What follows a right password.</summary>
internal enum SignInStep
{
    NewPassword,
    NewAuthenticator,
    SecondFactor,
}
