using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>A page that asks for the second factor, after which the session begins.</summary>
/// <param name="tickets">The sign-in that is half done.</param>
/// <param name="signIns">Begins the session.</param>
/// <param name="methods">How the person has signed in then (RFC 8176).</param>
internal abstract class CodePageModel(TicketCookie tickets, SignIns signIns, params string[] methods)
    : SignInPageModel(SignInStep.SecondFactor, tickets, signIns)
{
    [BindProperty]
    public string? Code { get; set; }

    public bool IsRefused { get; private set; }

    public void OnGet()
    {
        // The form alone.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (!await TryAsync(Code ?? ""))
        {
            IsRefused = true;
            return Again();
        }

        return SeeOther(await FinishAsync(Credential.Stamp, methods) ? Onward(Ticket.ReturnUrl) : "/account/login");
    }

    /// <summary>Takes the code, once.</summary>
    protected abstract Task<bool> TryAsync(string code);
}
