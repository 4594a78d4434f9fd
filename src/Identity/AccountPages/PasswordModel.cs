using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.Passwords;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>Another password.</summary>
internal sealed class PasswordModel(OwnAccount account, SignIns signIns) : SignedInPageModel(signIns)
{
    [BindProperty]
    public string? OldPassword { get; set; }

    [BindProperty]
    public string? NewPassword { get; set; }

    [BindProperty]
    public string? Repeat { get; set; }

    public PasswordFault Fault { get; private set; }

    public bool IsDifferent { get; private set; }

    public bool IsRefused { get; private set; }

    public bool IsDone { get; private set; }

    public void OnGet()
    {
        // The form alone.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        IsDifferent = NewPassword != Repeat;
        if (IsDifferent)
        {
            return Again();
        }

        var fault = await account.ChangePasswordAsync(Who, OldPassword ?? "", NewPassword ?? "", Address, HttpContext.RequestAborted);
        IsRefused = fault is null;
        IsDone = fault == PasswordFault.None;
        Fault = fault ?? PasswordFault.None;
        return IsDone ? Page() : Again();
    }
}
