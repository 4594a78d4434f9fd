using Pmo.Hosting.Jose;
using Pmo.Identity.Sessions;

namespace Pmo.Identity.Introspection;

/// <summary>A person's token is worth nothing once they have signed out or are suspended.</summary>
internal sealed class SessionState(SignIns signIns) : ITokenState
{
    public async Task<bool> IsRevokedAsync(IssuedToken token, CancellationToken cancellation) =>
        token.Claims.Text("sid") is { } session && !await signIns.IsLiveAsync(session, token.Claims.Text("sub"), cancellation);
}
