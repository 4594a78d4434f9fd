using Pmo.Identity.Accounts;

namespace Pmo.Identity.Sessions.Storage;

/// <summary>A row of <c>sessions</c> as far as it makes a <see cref="Session"/>; its id is known to who asks only.</summary>
internal sealed record SessionRow(string Methods, long SignedInAt, long LastSeenAt, long EndsAt)
{
    public FoundSession ToFound(string id, Person person) => new(
        new SignedIn(
            person,
            new Session(
                id,
                person.Id,
                DateTimeOffset.FromUnixTimeMilliseconds(SignedInAt),
                DateTimeOffset.FromUnixTimeMilliseconds(EndsAt),
                Methods.Split(' ', StringSplitOptions.RemoveEmptyEntries))),
        DateTimeOffset.FromUnixTimeMilliseconds(LastSeenAt));
}
