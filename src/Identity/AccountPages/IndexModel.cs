using System.Buffers.Text;
using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.SecondFactors.Storage;
using Pmo.Identity.Sessions;
using Pmo.Identity.Sessions.Storage;

namespace Pmo.Identity.AccountPages;

/// <summary>One's own account: where one is signed in, and what can be changed.</summary>
internal sealed class IndexModel(SignIns signIns, SessionTable sessions, RecoveryCodeTable recovery) : SignedInPageModel(signIns)
{
    private const int HandleSize = 32;

    /// <summary>Of the session to end.</summary>
    [BindProperty]
    public string? Handle { get; set; }

    public IReadOnlyList<ListedSession> Sessions { get; private set; } = [];

    public int CodesLeft { get; private set; }

    public bool IsThis(ListedSession session) => session.Handle.AsSpan().SequenceEqual(SessionTable.Hash(Who.Session.Id));

    public async Task OnGetAsync()
    {
        Sessions = await sessions.ListAsync(Who.Person.Id, HttpContext.RequestAborted);
        CodesLeft = await recovery.CountAsync(Who.Person.Id, HttpContext.RequestAborted);
    }

    /// <summary>Ends one session.</summary>
    public async Task<IActionResult> OnPostEndAsync()
    {
        // What is no handle ends nothing, as one of a session that is gone already.
        var handle = new byte[HandleSize];
        if (Handle is { Length: <= 64 } && Base64Url.IsValid(Handle, out var size) && size == HandleSize)
        {
            Base64Url.DecodeFromChars(Handle, handle);
            await sessions.EndAsync(Who.Person.Id, handle, Ending.Of(HttpContext, "ended_from_list"), HttpContext.RequestAborted);
        }

        return SeeOther("/account");
    }

    /// <summary>Ends all sessions but this one.</summary>
    public async Task<IActionResult> OnPostEndOthersAsync()
    {
        await sessions.EndAllAsync(Who.Person.Id, Who.Session.Id, Ending.Of(HttpContext, "ended_from_list"), HttpContext.RequestAborted);
        return SeeOther("/account");
    }

    /// <summary>Ends all sessions and this one.</summary>
    public async Task<IActionResult> OnPostEndAllAsync()
    {
        await sessions.EndAllAsync(Who.Person.Id, except: null, Ending.Of(HttpContext, "ended_everywhere"), HttpContext.RequestAborted);
        return SeeOther("/account/login");
    }
}
