using System.Data.Common;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Events;
using Pmo.Identity.SecondFactors;
using Pmo.Identity.SecondFactors.Storage;
using Pmo.Identity.SigningIn.Storage;

namespace Pmo.Identity.SigningIn;

/// <summary>The second step: a code of the authenticator app, or a recovery code. Either is good once. Thread-safe.</summary>
internal sealed class CodeStep(
    CredentialTable credentials, RecoveryCodeTable recovery, AttemptTable attempts, SecretBox box, Database database, SignInLog log, TimeProvider time)
{
    /// <returns>Whether the code was taken; false: refused, whatever the reason.</returns>
    public Task<bool> TryTotpAsync(Credential credential, string typed, string? address, CancellationToken cancellation) =>
        TryAsync(credential, AccountAction.SecondFactor, transaction => TotpRefusalAsync(credential, typed, transaction), address, cancellation);

    /// <inheritdoc cref="TryTotpAsync"/>
    public Task<bool> TryRecoveryAsync(Credential credential, string typed, string? address, CancellationToken cancellation) => TryAsync(
        credential,
        AccountAction.RecoveryCode,
        async transaction => await recovery.TryTakeAsync(credential.Person.Id, typed, transaction) ? null : "code_wrong",
        address,
        cancellation);

    // Counted, judged and used up in one transaction: of a hundred requests with one code, one succeeds.
    private Task<bool> TryAsync(
        Credential credential, string action, Func<DbTransaction, Task<string?>> refusal, string? address, CancellationToken cancellation) =>
        database.WriteAsync(
            async transaction =>
            {
                var person = credential.Person;
                var attempt = await attempts.BeginAsync(person.Id, Factor.Code, transaction);
                var reason = attempt.IsOpen ? await refusal(transaction) : "locked";
                if (reason is null)
                {
                    await attempts.ClearAsync(person.Id, Factor.Code, transaction);
                    await log.DoneAsync(action, null, person, address, transaction);
                    return true;
                }

                await log.RefusedAsync(action, reason, person, address, transaction);
                if (attempt.LocksNow)
                {
                    await log.RefusedAsync(AccountAction.LockOut, "code_attempts", person, address, transaction);
                }

                return false;
            },
            cancellation);

    private async Task<string?> TotpRefusalAsync(Credential credential, string typed, DbTransaction transaction)
    {
        if (!credential.HasSecondFactor || Totp.FindStep(box.Open(credential.Person.Id, credential.SealedSecret!), typed, time.GetUtcNow()) is not { } step)
        {
            return "code_wrong";
        }

        return await credentials.TryTakeStepAsync(credential.Person.Id, step, transaction) ? null : "code_used";
    }
}
