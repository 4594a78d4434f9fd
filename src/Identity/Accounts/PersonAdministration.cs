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
    /// <summary>Makes an account. At the first sign-in with the one-time password a password and an authenticator app are set up.</summary>
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

        var person = Person.Create(userName, displayName, org, roles);
        var code = OneTimePassword.Create();
        var hash = await passwords.HashAsync(code.Text, cancellation);
        var isNew = await database.WriteAsync(
            async transaction =>
            {
                if (!await people.AddAsync(person, transaction))
                {
                    return false;
                }

                var stamp = await credentials.StampAsync(person.Id, transaction);
                await credentials.SetPasswordAsync(person.Id, stamp!, hash, time.GetUtcNow() + OneTimePassword.Life, transaction);
                await RecordAsync(AccountAction.PersonInvite, person, by, revokes: null, transaction);
                return true;
            },
            cancellation);
        return isNew ? new PersonCode(PersonOutcome.Done, person.Id, code) : new PersonCode(PersonOutcome.NameTaken);
    }

    /// <summary>
    /// Gives a person a new one-time password, ends their sessions and their lock-out. With <paramref name="secondFactorToo"/> the authenticator app is set
    /// up anew as well; without, whoever holds the one-time password still needs the app.
    /// </summary>
    public async Task<PersonCode> ResetAsync(string userName, bool secondFactorToo, Acting by, CancellationToken cancellation)
    {
        var code = OneTimePassword.Create();
        var hash = await passwords.HashAsync(code.Text, cancellation);
        var (outcome, id) = await ChangeAsync(
            userName,
            async (person, transaction) =>
            {
                var stamp = await credentials.StampAsync(person.Id, transaction);
                stamp = await credentials.SetPasswordAsync(person.Id, stamp!, hash, time.GetUtcNow() + OneTimePassword.Life, transaction);
                if (secondFactorToo)
                {
                    await credentials.ForgetSecretAsync(person.Id, stamp!, transaction);
                }

                await attempts.ClearAsync(person.Id, Factor.Password, transaction);
                await attempts.ClearAsync(person.Id, Factor.Code, transaction);
                await sessions.EndAllAsync(person.Id, except: null, new Ending(by.Address, "person_reset"), transaction);
                await RecordAsync(AccountAction.PersonReset, person, by, revokes: null, transaction);
            },
            cancellation);
        return outcome == PersonOutcome.Done ? new PersonCode(outcome, id, code) : new PersonCode(outcome);
    }

    /// <summary>Keeps a person out at once: sessions end, and the Gateway refuses their tokens.</summary>
    public async Task<PersonOutcome> SuspendAsync(string userName, Acting by, CancellationToken cancellation) => (await ChangeAsync(
        userName,
        async (person, transaction) =>
        {
            await people.SetActiveAsync(person.Id, active: false, transaction);
            await sessions.EndAllAsync(person.Id, except: null, new Ending(by.Address, "person_suspended"), transaction);
            await RecordAsync(AccountAction.PersonSuspend, person, by, new Revocation(RevocationKind.Person, person.Id), transaction);
        },
        cancellation)).Outcome;

    /// <summary>Lets a suspended person in again.</summary>
    public async Task<PersonOutcome> ResumeAsync(string userName, Acting by, CancellationToken cancellation) => (await ChangeAsync(
        userName,
        async (person, transaction) =>
        {
            await people.SetActiveAsync(person.Id, active: true, transaction);
            await RecordAsync(AccountAction.PersonResume, person, by, new Revocation(RevocationKind.Person, person.Id, IsLifted: true), transaction);
        },
        cancellation)).Outcome;

    /// <summary>Gives a person these roles instead of those they had; sessions end, so that no token with the old ones outlives this.</summary>
    public async Task<PersonOutcome> AssignRolesAsync(string userName, IReadOnlyList<string> roles, Acting by, CancellationToken cancellation) =>
        !PersonRole.AreKnown(roles) ? PersonOutcome.RolesInvalid : (await ChangeAsync(
            userName,
            async (person, transaction) =>
            {
                await people.SetRolesAsync(person.Id, roles, transaction);
                await sessions.EndAllAsync(person.Id, except: null, new Ending(by.Address, "roles_changed"), transaction);
                await RecordAsync(AccountAction.PersonRoles, person, by, revokes: null, transaction);
            },
            cancellation)).Outcome;

    private async Task<(PersonOutcome Outcome, string? PersonId)> ChangeAsync(
        string userName, Func<Person, DbTransaction, Task> change, CancellationToken cancellation)
    {
        if (await people.FindByNameAsync(userName, cancellation) is not { } person)
        {
            return (PersonOutcome.Unknown, null);
        }

        await database.WriteAsync(transaction => change(person, transaction), cancellation);
        return (PersonOutcome.Done, person.Id);
    }

    private Task RecordAsync(string action, Person person, Acting by, Revocation? revokes, DbTransaction transaction) => events.AddAsync(
        new AccountEvent { Action = action, Org = person.Org, Client = by.Client, Person = person.Id, Address = by.Address, Revokes = revokes }, transaction);
}
