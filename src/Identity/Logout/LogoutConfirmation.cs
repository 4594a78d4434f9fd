using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Pmo.Identity.Logout;

/// <summary>
/// What proves that the person saw the question: the session's id under the key ring. Another site can neither read it from the page nor make one for
/// this session, so that it cannot press the button. Thread-safe.
/// </summary>
internal sealed class LogoutConfirmation(IDataProtectionProvider protection)
{
    private const int MaxLength = 512;
    private readonly IDataProtector _protector = protection.CreateProtector("Pmo.Identity.LogoutConfirmation.v1");

    public string Make(string sessionId) => _protector.Protect(sessionId);

    public bool IsOf(string? confirmation, string sessionId)
    {
        if (confirmation is not { Length: > 0 and <= MaxLength })
        {
            return false;
        }

        try
        {
            return _protector.Unprotect(confirmation) == sessionId;
        }
        catch (CryptographicException)
        {
            return false; // made up, or of a key that is gone: the question is asked again
        }
    }
}
