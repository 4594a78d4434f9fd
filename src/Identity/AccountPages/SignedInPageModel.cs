using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc.Filters;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.AccountPages;

/// <summary>A page for those who are signed in; others sign in first.</summary>
internal abstract class SignedInPageModel(SignIns signIns) : AccountPageModel
{
    public SignedIn Who { get; private set; } = null!;

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await signIns.FindAsync(HttpContext, HttpContext.RequestAborted) is not { } who)
        {
            context.Result = SeeOther("/account/login" + new QueryBuilder { { "returnUrl", Request.Path } }.ToQueryString());
            return;
        }

        Who = who;
        if (context.HandlerMethod is null)
        {
            context.Result = SeeOther(Request.Path); // a form that the page does not have
            return;
        }

        await next();
    }
}
