using System.Data.Common;
using Pmo.Identity.Accounts;
using Pmo.Identity.Events;
using Pmo.Identity.Events.Storage;

namespace Pmo.Identity.SigningIn;

/// <summary>Records what was done or refused while signing in: for the audit log, and in the service's own. Thread-safe.</summary>
internal sealed partial class SignInLog(AccountEventTable events, ILogger<SignInLog> logger)
{
    public Task RefusedAsync(string action, string reason, Person? person, string? address, DbTransaction transaction)
    {
        LogRefused(action, reason, person?.Id ?? "unknown");
        return events.AddAsync(
            new AccountEvent { Action = action, IsAllowed = false, Reason = reason, Org = person?.Org, Person = person?.Id, Address = address }, transaction);
    }

    public Task DoneAsync(string action, string? reason, Person person, string? address, DbTransaction transaction)
    {
        LogDone(action, person.Id);
        return events.AddAsync(new AccountEvent { Action = action, Reason = reason, Org = person.Org, Person = person.Id, Address = address }, transaction);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Refused {Action}: {Reason}, person {Person}")]
    private partial void LogRefused(string action, string reason, string person);

    [LoggerMessage(Level = LogLevel.Information, Message = "Done {Action}, person {Person}")]
    private partial void LogDone(string action, string person);
}
