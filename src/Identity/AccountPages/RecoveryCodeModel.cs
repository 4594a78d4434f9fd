using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>A recovery code instead of the authenticator app's.</summary>
internal sealed class RecoveryCodeModel(CodeStep codeStep, TicketCookie tickets, SignIns signIns) : CodePageModel(tickets, signIns, "pwd", "mfa")
{
    protected override Task<bool> TryAsync(string code) => codeStep.TryRecoveryAsync(Credential, code, Address, HttpContext.RequestAborted);
}
