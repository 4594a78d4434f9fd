using System.Data.Common;
using Pmo.Hosting.Storage;
using Pmo.Identity.Accounts.Storage;
using Pmo.Identity.Clients;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;
using Pmo.Identity.Passwords;
using Pmo.Identity.Sessions;
using Pmo.Identity.Sessions.Storage;
using Pmo.Identity.SigningIn;
using Pmo.Identity.SigningIn.Storage;

namespace Pmo.Identity.Accounts;

/// <summary>What operators do to people's accounts; whether they may is decided before. Each act is one transaction with its event. Thread-safe.</summary>
internal sealed class PersonAdministration(
    PersonStore people, CredentialTable credentials, AttemptTable attempts, SessionTable sessions, PasswordWork passwords, Database database,
    AccountEventTable events, TimeProvider time)
{
    /// <summary>
    /// Makes an account. At the first sign-in with the one-time password a password and an authenticator app are set up. A retry gives another one-time
    /// password, until one was used: only hashes are kept.
    /// </summary>
    public async Task<PersonCode> InviteAsync(
        string userName, string displayName, string org, IReadOnlyList<string> roles, Acting by, CancellationToken cancellation)
    {
        if (!Person.IsUserName(userName) || !Person.IsDisplayName(displayName) || !Client.IsName(org))
        {
            return new PersonCode(PersonOutcome.NameInvalid);
        }

        if (!PersonRole.AreKnown(roles))
        {
            return new PersonCode(PersonOutcome.RolesInvalid);
        }

        var code = OneTimePassword.Create();
        var hash = await passwords.HashAsync(code.Text, cancellation);
        return await database.WriteAsync(
            async transaction =>
            {
                var (known, audit) = await people.FindByNameAsync(userName, transaction);
                var isRetry = known is not null && IsRetry(by, audit) && await credentials.HasOneTimePasswordAsync(known.Id, transaction);
                var refusal = IsOperator(roles) ? PersonOutcome.OperatorRole
                    : known is not null && !isRetry ? PersonOutcome.NameTaken
                    : await people.IsPartnerAsync(org, transaction) ? PersonOutcome.Done : PersonOutcome.OrganisationUnknown;
                if (refusal != PersonOutcome.Done)
                {
                    await RefuseAsync(AccountAction.PersonInvite, refusal, person: null, by, transaction); // nor whose the name is
                    return new PersonCode(refusal);
                }

                var person = known ?? Person.Create(userName, displayName, org, roles);
                if (known is null)
                {
                    await people.AddAsync(person, transaction);
                }

                await GivePasswordAsync(person, hash, transaction);
                await people.NoteAsync(person.Id, by.Audit, transaction);
                await RecordAsync(AccountAction.PersonInvite, person, by, revokes: null, transaction);
                return new PersonCode(PersonOutcome.Done, person.Id, code);
            },
            cancellation);
    }

    /// <summary>
    /// Gives a person a new one-time password, ends their sessions and their lock-out. With <paramref name="secondFactorToo"/> the authenticator app is set
    /// up anew as well; without, whoever holds the one-time password still needs the app. A retry gives another, until one was used.
    /// </summary>
    public async Task<PersonCode> ResetAsync(string userName, bool secondFactorToo, Acting by, CancellationToken cancellation)
    {
        var code = OneTimePassword.Create();
        var hash = await passwords.HashAsync(code.Text, cancellation);
        var (outcome, id) = await ChangeAsync(
            AccountAction.PersonReset,
            userName,
            by,
            person => IsOperator(person.Roles) ? PersonOutcome.OperatorAccount : PersonOutcome.Done,
            async (person, isRetry, transaction) =>
            {
                if (isRetry && !await credentials.HasOneTimePasswordAsync(person.Id, transaction))
                {
                    return false;
                }

                var stamp = await GivePasswordAsync(person, hash, transaction);
                if (secondFactorToo)
                {
                    await credentials.ForgetSecretAsync(person.Id, stamp, transaction);
                }

                await attempts.ClearAsync(person.Id, Factor.Password, transaction);
                await attempts.ClearAsync(person.Id, Factor.Code, transaction);
                await sessions.EndAllAsync(person.Id, except: null, new Ending(by.Address, "person_reset"), transaction);
                await RecordAsync(AccountAction.PersonReset, person, by, revokes: null, transaction);
                return true;
            },
            cancellation);
        return outcome == PersonOutcome.Done ? new PersonCode(outcome, id, code) : new PersonCode(outcome);
    }

    /// <summary>Keeps a person out at once: sessions end, and the Gateway refuses their tokens.</summary>
    public async Task<PersonOutcome> SuspendAsync(string userName, string? reason, Acting by, CancellationToken cancellation) => (await ChangeAsync(
        AccountAction.PersonSuspend,
        userName,
        by,
        _ => PersonOutcome.Done,
        async (person, isRetry, transaction) =>
        {
            if (!await people.SetActiveAsync(person.Id, active: false, reason, transaction))
            {
                return isRetry;
            }

            await sessions.EndAllAsync(person.Id, except: null, new Ending(by.Address, "person_suspended"), transaction);
            await RecordAsync(AccountAction.PersonSuspend, person, by, new Revocation(RevocationKind.Person, person.Id), transaction);
            return true;
        },
        cancellation)).Outcome;

    /// <summary>Lets a suspended person in again.</summary>
    public async Task<PersonOutcome> ResumeAsync(string userName, Acting by, CancellationToken cancellation) => (await ChangeAsync(
        AccountAction.PersonResume,
        userName,
        by,
        _ => PersonOutcome.Done,
        async (person, isRetry, transaction) =>
        {
            if (!await people.SetActiveAsync(person.Id, active: true, reason: null, transaction))
            {
                return isRetry;
            }

            await RecordAsync(AccountAction.PersonResume, person, by, new Revocation(RevocationKind.Person, person.Id, IsLifted: true), transaction);
            return true;
        },
        cancellation)).Outcome;

    /// <summary>Gives a person these roles instead of those they had; sessions end, so that no token with the old ones outlives this.</summary>
    public async Task<PersonOutcome> AssignRolesAsync(string userName, IReadOnlyList<string> roles, Acting by, CancellationToken cancellation) =>
        !PersonRole.AreKnown(roles) ? PersonOutcome.RolesInvalid : (await ChangeAsync(
            AccountAction.PersonRoles,
            userName,
            by,
            person => IsOperator(roles) && !IsOperator(person.Roles) ? PersonOutcome.OperatorRole : PersonOutcome.Done,
            async (person, isRetry, transaction) =>
            {
                if (!isRetry)
                {
                    await people.SetRolesAsync(person.Id, roles, transaction);
                    await sessions.EndAllAsync(person.Id, except: null, new Ending(by.Address, "roles_changed"), transaction);
                    await RecordAsync(AccountAction.PersonRoles, person, by, revokes: null, transaction);
                }

                return true;
            },
            cancellation)).Outcome;

    private static bool IsOperator(IReadOnlyList<string> roles) => roles.Contains(PersonRole.Operator, StringComparer.Ordinal);

    private static bool IsRetry(Acting by, string? audit) => by.Audit is not null && by.Audit == audit;

    // change: told whether it is a retry of the last act; false when it cannot be done any more.
    private Task<(PersonOutcome Outcome, string? PersonId)> ChangeAsync(
        string action, string userName, Acting by, Func<Person, PersonOutcome> judge, Func<Person, bool, DbTransaction, Task<bool>> change,
        CancellationToken cancellation) => database.WriteAsync<(PersonOutcome, string?)>(
        async transaction =>
        {
            var (person, audit) = await people.FindByNameAsync(userName, transaction);
            var outcome = person is null ? PersonOutcome.Unknown : person.Id == by.User ? PersonOutcome.OwnAccount : judge(person);
            if (outcome == PersonOutcome.Done && !await change(person!, IsRetry(by, audit), transaction))
            {
                outcome = PersonOutcome.WrongState;
            }

            if (outcome != PersonOutcome.Done)
            {
                await RefuseAsync(action, outcome, person, by, transaction);
                return (outcome, null);
            }

            await people.NoteAsync(person!.Id, by.Audit, transaction);
            return (outcome, person.Id);
        },
        cancellation);

    private async Task<string> GivePasswordAsync(Person person, string hash, DbTransaction transaction)
    {
        var stamp = await credentials.StampAsync(person.Id, transaction);
        return (await credentials.SetPasswordAsync(person.Id, stamp!, hash, time.GetUtcNow() + OneTimePassword.Life, transaction))!;
    }

    private Task RecordAsync(string action, Person person, Acting by, Revocation? revokes, DbTransaction transaction) => events.AddAsync(
        new AccountEvent
        {
            Action = action, Org = person.Org, Client = by.Client, Person = person.Id, Address = by.Address, Audit = by.Audit, Revokes = revokes,
        },
        transaction);

    // A name that is nobody's is left out.
    private Task RefuseAsync(string action, PersonOutcome outcome, Person? person, Acting by, DbTransaction transaction) => events.AddAsync(
        new AccountEvent
        {
            Action = action, IsAllowed = false, Reason = PersonErrors.Of(outcome).Code, Org = person?.Org, Client = by.Client, Person = person?.Id,
            Address = by.Address, Audit = by.Audit,
        },
        transaction);
}
