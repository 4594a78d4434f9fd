using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>A recovery code instead of the authenticator app's.</summary>
internal sealed class RecoveryCodeModel(CodeStep codeStep, TicketCookie tickets, SignIns signIns)
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
        if (!await codeStep.TryRecoveryAsync(Credential, Code ?? "", Address, HttpContext.RequestAborted))
        {
            IsRefused = true;
            return Again();
        }

        return SeeOther(await FinishAsync(Credential.Stamp, "pwd", "mfa") ? Onward(Ticket.ReturnUrl) : "/account/login");
    }
}
