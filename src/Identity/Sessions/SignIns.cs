using Pmo.Identity.Accounts;
using Pmo.Identity.Sessions.Storage;

namespace Pmo.Identity.Sessions;

/// <summary>Who is signed in. Thread-safe.</summary>
internal sealed class SignIns(SessionTable sessions, SessionCookie cookie, TimeProvider time)
{
    /// <summary>Who this browser's session belongs to: cookie verified, session not ended, person active. Null: nobody.</summary>
    public async Task<SignedIn?> FindAsync(HttpContext context, CancellationToken cancellation) =>
        cookie.TryRead(context.Request, out var id) ? await FindAsync(id, cancellation) : null;

    /// <summary>The same by session id, for refresh tokens. Either counts as activity.</summary>
    public async Task<SignedIn?> FindAsync(string sessionId, CancellationToken cancellation)
    {
        var found = await FindLiveAsync(sessionId, cancellation);
        var now = time.GetUtcNow();
        if (found is not null && found.LastSeenAt + SessionLife.Grain <= now)
        {
            await sessions.TouchAsync(sessionId, now, cancellation);
        }

        return found?.SignedIn;
    }

    /// <summary>Whether a session of this person goes on. To ask is no activity: a client that only asks does not keep a person signed in.</summary>
    public async Task<bool> IsLiveAsync(string sessionId, string? personId, CancellationToken cancellation) =>
        await FindLiveAsync(sessionId, cancellation) is { } found && found.SignedIn.Person.Id == personId;

    /// <summary>
    /// Begins a session for one who has given both factors. The browser gets the cookie, and the session it had before is ended: no id from before a
    /// sign-in is worth anything after it.
    /// </summary>
    /// <param name="credential">What was given.</param>
    /// <param name="methods"><c>amr</c>, RFC 8176.</param>
    /// <param name="context">The browser's request.</param>
    /// <param name="cancellation">Cancels the wait.</param>
    /// <returns>False when the credentials changed meanwhile, or the person was suspended: nobody is signed in.</returns>
    public async Task<bool> TryBeginAsync(Credential credential, IReadOnlyList<string> methods, HttpContext context, CancellationToken cancellation) =>
        await BeginAsync(credential.Person.Id, credential.Stamp, methods, context, cancellation) is not null;

    /// <summary>The same for tests, whatever the credentials.</summary>
    /// <returns>The session, and <c>NAME=VALUE</c> for a <c>Cookie</c> header.</returns>
    internal async Task<(Session Session, string Cookie)> BeginAsync(
        string personId, IReadOnlyList<string> methods, HttpContext? context, CancellationToken cancellation) =>
        await BeginAsync(personId, stamp: null, methods, context, cancellation) ?? throw new InvalidOperationException("Nobody active has this id.");

    /// <summary>Ends a session, if it is there: event <c>sign-out</c> with what the Gateway must refuse; its refresh tokens find nobody any more.</summary>
    public Task EndAsync(string sessionId, CancellationToken cancellation) => sessions.EndAsync(sessionId, new Ending(null, null), cancellation);

    /// <summary>Ends this browser's session, if it has one, and takes its cookie away.</summary>
    public async Task EndAsync(HttpContext context, CancellationToken cancellation)
    {
        if (cookie.TryRead(context.Request, out var id))
        {
            await sessions.EndAsync(id, Ending.Of(context, null), cancellation);
        }

        cookie.Clear(context.Response);
    }

    private async Task<(Session Session, string Cookie)?> BeginAsync(
        string personId, string? stamp, IReadOnlyList<string> methods, HttpContext? context, CancellationToken cancellation)
    {
        // Stored to the millisecond: what is given out now must equal what is read later.
        var now = DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
        var session = new Session(Randomness.RandomId.Next(), personId, now, now + SessionLife.Absolute, methods);
        if (context is not null && cookie.TryRead(context.Request, out var before))
        {
            await sessions.EndAsync(before, Ending.Of(context, "signed_in_again"), cancellation);
        }

        if (!await sessions.AddAsync(session, stamp, context?.Connection.RemoteIpAddress?.ToString(), UserAgent.Of(context?.Request), cancellation))
        {
            return null;
        }

        if (context is not null)
        {
            cookie.Set(context.Response, session.Id);
        }

        return (session, $"{cookie.Name}={cookie.Seal(session.Id)}");
    }

    private async Task<FoundSession?> FindLiveAsync(string sessionId, CancellationToken cancellation)
    {
        var now = time.GetUtcNow();
        return await sessions.FindAsync(sessionId, cancellation) is { } found
            && found.SignedIn.Session.Ends > now && found.LastSeenAt + SessionLife.Idle > now && found.SignedIn.Person.IsActive ? found : null;
    }
}
