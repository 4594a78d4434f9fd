namespace Pmo.Identity.Accounts;

/// <summary>What a person signs in with, as stored. Redacts itself.</summary>
/// <param name="Person">Whose.</param>
/// <param name="PasswordHash">Null: they have no password and cannot sign in.</param>
/// <param name="PasswordUntil">Set: a one-time password, which must be replaced, and when it ends.</param>
/// <param name="SealedSecret">The TOTP secret, encrypted; confirmed or not.</param>
/// <param name="HasSecondFactor">Whether the secret is confirmed by a code.</param>
/// <param name="Stamp">Changes with each credential.</param>
internal sealed record Credential(
    Person Person, string? PasswordHash, DateTimeOffset? PasswordUntil, byte[]? SealedSecret, bool HasSecondFactor, string Stamp)
{
    /// <inheritdoc/>
    public override string ToString() => nameof(Credential);
}
