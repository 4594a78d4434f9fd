using Microsoft.AspNetCore.Mvc;
using Pmo.Identity.SecondFactors;
using Pmo.Identity.Sessions;
using Pmo.Identity.SigningIn;

namespace Pmo.Identity.AccountPages;

/// <summary>An authenticator app, confirmed by its first code; then the recovery codes, shown this once.</summary>
internal sealed class SetUpAuthenticatorModel(FirstSetUp setUp, TicketCookie tickets, SignIns signIns)
    : SignInPageModel(SignInStep.NewAuthenticator, tickets, signIns)
{
    private const string Name = "PMO Gateway";

    [BindProperty]
    public string? Code { get; set; }

    public bool IsRefused { get; private set; }

    /// <summary>Base32, in groups of four.</summary>
    public string SecretText { get; private set; } = "";

    /// <summary>What authenticator apps read (the key URI format they share).</summary>
    public string Uri { get; private set; } = "";

    public CodesView? Codes { get; private set; }

    public async Task<IActionResult> OnGetAsync() => await OfferAsync() ? Page() : SeeOther("/account/login");

    public async Task<IActionResult> OnPostAsync()
    {
        if (await setUp.ConfirmAsync(Credential, Code ?? "", Address, HttpContext.RequestAborted) is not { } confirmed)
        {
            IsRefused = true;
            return await OfferAsync() ? Again() : SeeOther("/account/login");
        }

        if (!await FinishAsync(confirmed.Stamp, "pwd", "otp", "mfa"))
        {
            return SeeOther("/account/login");
        }

        Codes = new CodesView(confirmed.Codes, Onward(Ticket.ReturnUrl));
        return Page();
    }

    private async Task<bool> OfferAsync()
    {
        if (await setUp.OfferSecretAsync(Credential, HttpContext.RequestAborted) is not { } secret)
        {
            return false;
        }

        var text = Base32.Encode(secret);
        SecretText = string.Join(' ', text.Chunk(4).Select(group => new string(group)));
        Uri = $"otpauth://totp/{System.Uri.EscapeDataString(Name)}:{Credential.Person.UserName}?secret={text}&issuer={System.Uri.EscapeDataString(Name)}";
        return true;
    }
}
