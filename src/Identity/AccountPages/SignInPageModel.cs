using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Pmo.Identity.Accounts;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>A page of a sign-in that is half done; who is elsewhere in it is led there.</summary>
internal abstract class SignInPageModel(SignInStep step, TicketCookie tickets, SignIns signIns) : AccountPageModel
{
    protected SignInTicket Ticket { get; private set; } = null!;

    protected Credential Credential { get; private set; } = null!;

    /// <summary>The page of a step.</summary>
    public static string PathOf(SignInStep step) => step switch
    {
        SignInStep.NewPassword => "/account/set-up/password",
        SignInStep.NewAuthenticator => "/account/set-up/authenticator",
        _ => "/account/second-factor",
    };

    /// <summary>Where the browser goes on when it is signed in.</summary>
    public static string Onward(string returnUrl) => "/account/continue" + new QueryBuilder { { "returnUrl", returnUrl } }.ToQueryString();

    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (await tickets.FindAsync(Request, HttpContext.RequestAborted) is not { } found)
        {
            context.Result = SeeOther("/account/login");
            return;
        }

        (Ticket, Credential) = found;
        if (SignInTicket.Next(Credential) is var due && due != step)
        {
            context.Result = SeeOther(PathOf(due));
            return;
        }

        await next();
    }

    /// <summary>Goes on with another step of the same sign-in.</summary>
    protected void Renew(string stamp) => tickets.Set(Response, Ticket with { Stamp = stamp });

    /// <summary>Both factors are given: a session begins.</summary>
    /// <param name="stamp">Of the credentials as they are after that.</param>
    /// <param name="methods">How.</param>
    /// <returns>False when something else changed them meanwhile.</returns>
    protected async Task<bool> FinishAsync(string stamp, params string[] methods)
    {
        tickets.Clear(Response);
        return await signIns.TryBeginAsync(Credential with { Stamp = stamp }, methods, HttpContext, HttpContext.RequestAborted);
    }
}
