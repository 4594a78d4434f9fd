using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.Passwords;
using Pmo.Identity.SecondFactors;
using Pmo.Identity.SecondFactors.Storage;
using Pmo.Identity.Sessions;
using Pmo.Identity.Sessions.Storage;

namespace Pmo.Identity.SigningIn;

/// <summary>What signed-in people change about their own account. A stolen session is not enough for any of it: the password is asked for. Thread-safe.</summary>
internal sealed class OwnAccount(
    PasswordStep passwordStep, CredentialTable credentials, RecoveryCodeTable recovery, SessionTable sessions, PasswordWork passwords, Database database,
    SignInLog log)
{
    /// <summary>Checks the old password and, when the new one is fine, takes that and ends the person's other sessions.</summary>
    /// <returns>Null when the old password is wrong or the account locked; else what is wrong with the new one.</returns>
    public async Task<PasswordFault?> ChangePasswordAsync(
        SignedIn who, string oldPassword, string newPassword, string? address, CancellationToken cancellation)
    {
        if (await passwordStep.ConfirmAsync(who.Person.Id, oldPassword, AccountAction.PasswordChange, address, cancellation) is not { } credential)
        {
            return null;
        }

        var fault = PasswordRules.Check(newPassword, credential.Person);
        if (fault != PasswordFault.None)
        {
            return fault;
        }

        var hash = await passwords.HashAsync(newPassword, cancellation);
        var isDone = await database.WriteAsync(
            async transaction =>
            {
                if (await credentials.SetPasswordAsync(credential.Person.Id, credential.Stamp, hash, until: null, transaction) is null)
                {
                    return false;
                }

                await sessions.EndAllAsync(credential.Person.Id, who.Session.Id, new Ending(address, "password_changed"), transaction);
                await log.DoneAsync(AccountAction.PasswordChange, null, credential.Person, address, transaction);
                return true;
            },
            cancellation);
        return isDone ? PasswordFault.None : null;
    }

    /// <summary>Makes new recovery codes; the old ones end.</summary>
    /// <returns>The codes, shown this once; null when the password is wrong or the account locked.</returns>
    public async Task<IReadOnlyList<string>?> RenewRecoveryCodesAsync(SignedIn who, string password, string? address, CancellationToken cancellation)
    {
        if (await passwordStep.ConfirmAsync(who.Person.Id, password, AccountAction.RecoveryCode, address, cancellation) is not { } credential)
        {
            return null;
        }

        var codes = RecoveryCodes.Create();
        await database.WriteAsync(
            async transaction =>
            {
                await recovery.ReplaceAsync(credential.Person.Id, codes, transaction);
                await log.DoneAsync(AccountAction.RecoveryCode, "renewed", credential.Person, address, transaction);
            },
            cancellation);
        return codes;
    }
}
