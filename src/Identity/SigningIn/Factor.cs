namespace Pmo.Identity.SigningIn;

/// <summary>What attempts are counted by. A right password must not wipe out failed codes, or codes could be tried without end.</summary>
internal enum Factor
{
    Password,

    /// <summary>TOTP and recovery codes together.</summary>
    Code,
}
