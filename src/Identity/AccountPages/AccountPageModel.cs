using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Pmo.Identity.AccountPages;

/// <summary>What the pages have in common.</summary>
internal abstract class AccountPageModel : PageModel
{
    /// <summary>Where the request came from, for the audit log.</summary>
    protected string? Address => HttpContext.Connection.RemoteIpAddress?.ToString();

    /// <summary>The page again, with what is wrong on it.</summary>
    protected IActionResult Again()
    {
        Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Page();
    }

    /// <summary>303, so that the browser does not send the form on (RFC 9110, 15.4.4).</summary>
    protected IActionResult SeeOther(string localPath)
    {
        Response.Headers.Location = localPath;
        return StatusCode(StatusCodes.Status303SeeOther);
    }
}
