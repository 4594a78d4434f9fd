using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.Passwords;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>A password of one's own in the one-time one's place.</summary>
internal sealed class SetUpPasswordModel(FirstSetUp setUp, TicketCookie tickets, SignIns signIns)
    : SignInPageModel(SignInStep.NewPassword, tickets, signIns)
{
    [BindProperty]
    public string? NewPassword { get; set; }

    [BindProperty]
    public string? Repeat { get; set; }

    public PasswordFault Fault { get; private set; }

    public bool IsDifferent { get; private set; }

    public string UserName => Credential.Person.UserName;

    public void OnGet()
    {
        // The form alone.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Fault = PasswordRules.Check(NewPassword ?? "", Credential.Person);
        IsDifferent = NewPassword != Repeat;
        if (Fault != PasswordFault.None || IsDifferent)
        {
            return Again();
        }

        if (await setUp.ChoosePasswordAsync(Credential, NewPassword!, Address, HttpContext.RequestAborted) is not { } stamp)
        {
            return SeeOther("/account/login"); // reset meanwhile
        }

        Renew(stamp);
        return SeeOther(PathOf(Credential.HasSecondFactor ? SignInStep.SecondFactor : SignInStep.NewAuthenticator));
    }
}
