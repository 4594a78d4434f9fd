using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>User name and password.</summary>
internal sealed class LoginModel(PasswordStep passwordStep, TicketCookie tickets) : AccountPageModel
{
    [BindProperty]
    public string? UserName { get; set; }

    [BindProperty]
    public string? Password { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public bool IsRefused { get; private set; }

    public void OnGet()
    {
        // The form alone.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        // Telephones write a capital first.
        var userName = (UserName ?? "").Trim().ToLowerInvariant();
        var credential = await passwordStep.TryAsync(userName, Password ?? "", Address, HttpContext.RequestAborted);
        if (credential is null)
        {
            IsRefused = true;
            return Again();
        }

        tickets.Set(Response, new SignInTicket(credential.Person.Id, credential.Stamp, SigningIn.ReturnUrl.Of(ReturnUrl)));
        return SeeOther(SignInPageModel.PathOf(SignInTicket.Next(credential)));
    }
}
