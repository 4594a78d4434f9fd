using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.AccountPages;

/// <summary>Ends this browser's session; by a form, so that no other site can.</summary>
internal sealed class SignOutModel(SignIns signIns) : AccountPageModel
{
    public bool IsDone { get; private set; }

    public void OnGet()
    {
        // The question alone.
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await signIns.EndAsync(HttpContext, HttpContext.RequestAborted);
        IsDone = true;
        return Page();
    }
}
