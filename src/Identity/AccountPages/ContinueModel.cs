using Microsoft.AspNetCore.Mvc;

namespace Pmo.Identity.AccountPages;

/// <summary>Leads on after a sign-in: a page, not a redirect, so that what follows is no longer the form's doing (see PageHeaders).</summary>
internal sealed class ContinueModel : AccountPageModel
{
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string Target => SigningIn.ReturnUrl.Of(ReturnUrl);

    public void OnGet()
    {
        // The link alone.
    }
}
