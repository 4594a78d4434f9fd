using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>A code of the authenticator app.</summary>
internal sealed class SecondFactorModel(CodeStep codeStep, TicketCookie tickets, SignIns signIns) : CodePageModel(tickets, signIns, "pwd", "otp", "mfa")
{
    protected override Task<bool> TryAsync(string code) => codeStep.TryTotpAsync(Credential, code, Address, HttpContext.RequestAborted);
}
