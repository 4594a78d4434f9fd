using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Passwords;
using Pmo.Identity.SigningIn.Storage;

namespace Pmo.Identity.SigningIn;

/// <summary>
/// The first step: user name and password. An unknown name, a wrong password, a locked and a suspended account get the same answer after the same work.
/// Thread-safe.
/// </summary>
internal sealed class PasswordStep(
    CredentialTable credentials, AttemptTable attempts, PasswordWork passwords, Database database, SignInLog log, TimeProvider time)
{
    /// <returns>The credentials that the password opened; null: refused, whatever the reason.</returns>
    public async Task<Credential?> TryAsync(string userName, string password, string? address, CancellationToken cancellation)
    {
        var credential = await credentials.FindByNameAsync(userName, cancellation);
        var attempt = await database.WriteAsync(
            transaction => attempts.BeginAsync(credential?.Person.Id, Factor.Password, transaction), cancellation);
        var isRight = await passwords.VerifyAsync(credential?.PasswordHash, password, CancellationToken.None);
        return await ConcludeAsync(credential, attempt, isRight, AccountAction.SignIn, address);
    }

    /// <summary>The same for one who is signed in and does something that a thief of their session must not.</summary>
    /// <param name="personId">Who.</param>
    /// <param name="password">Theirs, they say.</param>
    /// <param name="action">What it is for.</param>
    /// <param name="address">Where the request came from.</param>
    /// <param name="cancellation">Cancels the wait, until the attempt counts.</param>
    public async Task<Credential?> ConfirmAsync(string personId, string password, string action, string? address, CancellationToken cancellation)
    {
        var credential = await credentials.FindAsync(personId, cancellation);
        var attempt = await database.WriteAsync(transaction => attempts.BeginAsync(personId, Factor.Password, transaction), cancellation);
        var isRight = await passwords.VerifyAsync(credential?.PasswordHash, password, CancellationToken.None);
        return await ConcludeAsync(credential, attempt, isRight, action, address);
    }

    // What was counted is judged and recorded, also when the browser has hung up: nobody locks an account without a trace.
    private Task<Credential?> ConcludeAsync(Credential? credential, Attempt attempt, bool isRight, string action, string? address) => database.WriteAsync(
        async transaction =>
        {
            if (Refusal(credential, attempt, isRight) is { } reason)
            {
                await log.RefusedAsync(action, reason, credential?.Person, address, transaction);
                if (attempt.LocksNow && credential is not null)
                {
                    await log.RefusedAsync(AccountAction.LockOut, "password_attempts", credential.Person, address, transaction);
                }

                return null;
            }

            await attempts.ClearAsync(credential!.Person.Id, Factor.Password, transaction);
            return credential;
        },
        CancellationToken.None);

    private string? Refusal(Credential? credential, Attempt attempt, bool isRight) => (credential, attempt, isRight) switch
    {
        (null, _, _) => "person_unknown",
        (_, { IsOpen: false }, _) => "locked",
        (_, _, false) => "password_wrong",
        ({ Person.IsActive: false }, _, _) => "suspended",
        ({ PasswordUntil: { } until }, _, _) when until <= time.GetUtcNow() => "one_time_password_ended",
        _ => null,
    };
}
