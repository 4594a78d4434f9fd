using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>New recovery codes instead of the old.</summary>
internal sealed class RecoveryCodesModel(OwnAccount account, SignIns signIns) : SignedInPageModel(signIns)
{
    [BindProperty]
    public string? Password { get; set; }

    public bool IsRefused { get; private set; }

    public CodesView? Codes { get; private set; }

    public void OnGet()
    {
        // The form alone.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        if (await account.RenewRecoveryCodesAsync(Who, Password ?? "", Address, HttpContext.RequestAborted) is not { } codes)
        {
            IsRefused = true;
            return Again();
        }

        Codes = new CodesView(codes, "/account");
        return Page();
    }
}
