using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Passwords;
using Pmo.Identity.SecondFactors;
using Pmo.Identity.SecondFactors.Storage;
using Pmo.Identity.Sessions.Storage;
using Pmo.Identity.SigningIn.Storage;

namespace Pmo.Identity.SigningIn;

/// <summary>What a person sets up before they are let in for the first time, or after a reset. Thread-safe.</summary>
internal sealed class FirstSetUp(
    CredentialTable credentials, RecoveryCodeTable recovery, AttemptTable attempts, SessionTable sessions, PasswordWork passwords, SecretBox box,
    Database database, SignInLog log, TimeProvider time)
{
    /// <summary>Puts a password of the person's own in the one-time one's place.</summary>
    /// <returns>The new stamp; null when something else changed meanwhile.</returns>
    public async Task<string?> ChoosePasswordAsync(Credential credential, string password, string? address, CancellationToken cancellation)
    {
        var hash = await passwords.HashAsync(password, cancellation);
        return await database.WriteAsync(
            async transaction =>
            {
                var stamp = await credentials.SetPasswordAsync(credential.Person.Id, credential.Stamp, hash, until: null, transaction);
                if (stamp is not null)
                {
                    await sessions.EndAllAsync(credential.Person.Id, except: null, new Sessions.Ending(address, "password_changed"), transaction);
                    await log.DoneAsync(AccountAction.PasswordChange, "first", credential.Person, address, transaction);
                }

                return stamp;
            },
            cancellation);
    }

    /// <summary>The secret for the authenticator app: the same until it is confirmed, so that a page may be loaded twice.</summary>
    /// <returns>Null when something else changed meanwhile.</returns>
    public async Task<byte[]?> OfferSecretAsync(Credential credential, CancellationToken cancellation)
    {
        if (credential.HasSecondFactor)
        {
            return null;
        }

        if (credential.SealedSecret is { } offered)
        {
            return box.Open(credential.Person.Id, offered);
        }

        var secret = Totp.NewSecret();
        var isKept = await database.WriteAsync(
            transaction => credentials.OfferSecretAsync(credential.Person.Id, credential.Stamp, box.Seal(credential.Person.Id, secret), transaction), cancellation);
        return isKept ? secret : null;
    }

    /// <summary>Confirms the offered secret by a code of it.</summary>
    /// <returns>The recovery codes, shown this once, and the new stamp; null when the code is wrong.</returns>
    public Task<(IReadOnlyList<string> Codes, string Stamp)?> ConfirmAsync(Credential credential, string typed, string? address, CancellationToken cancellation) =>
        database.WriteAsync<(IReadOnlyList<string> Codes, string Stamp)?>(
            async transaction =>
            {
                var person = credential.Person;
                var step = credential is { HasSecondFactor: false, SealedSecret: { } offered } ? Totp.FindStep(box.Open(person.Id, offered), typed, time.GetUtcNow()) : null;
                if (step is null || await credentials.ConfirmSecretAsync(person.Id, credential.Stamp, step.Value, transaction) is not { } stamp)
                {
                    await log.RefusedAsync(AccountAction.TotpSetup, "code_wrong", person, address, transaction);
                    return null;
                }

                var codes = RecoveryCodes.Create();
                await recovery.ReplaceAsync(person.Id, codes, transaction);
                await attempts.ClearAsync(person.Id, Factor.Code, transaction);
                await log.DoneAsync(AccountAction.TotpSetup, null, person, address, transaction);
                return (codes, stamp);
            },
            cancellation);
}
