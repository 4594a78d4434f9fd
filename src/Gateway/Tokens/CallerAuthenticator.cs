using Microsoft.Extensions.Primitives;
using Pmo.Gateway.Accounts;
using Pmo.Gateway.Origin;
using Pmo.Hosting.Dpop;
using Pmo.Hosting.Problems;
using Pmo.Hosting.Storage;
using Pmo.Protocol.Wire;

namespace Pmo.Gateway.Tokens;

/// <summary>Identifies the caller of a request: access token, then the proof that the caller holds its key (RFC 9449, 7). Thread-safe.</summary>
internal sealed class CallerAuthenticator(AccessTokenVerifier tokens, DpopValidator proofs, RevokedSet revoked, PublicOrigin origin)
{
    /// <returns>The caller, or why there is none; and what has to be taken, once, before anything is done for the caller: the proof is not used up yet.</returns>
    public async Task<(Caller? Caller, ReplayId? Once, Failure? Failure)> AuthenticateAsync(HttpContext context)
    {
        var request = context.Request;
        if (ReadToken(request.Headers.Authorization, out var failure) is not { } token)
        {
            return (null, null, failure!);
        }

        var (caller, error) = await tokens.VerifyAsync(token);
        if (caller is null)
        {
            return (null, null, error!);
        }

        // The origin is known: the request came in through it.
        var target = new Uri(origin.Text + request.PathBase.Add(request.Path).ToUriComponent());
        var (proof, once) = proofs.Judge(request.Headers[PmoHeaders.Dpop], request.Method, target, token, caller.Thumbprint);
        proof.OfferNonce(context.Response);
        return proof.Error switch
        {
            // Only now: who is suspended is told to the one who holds the key, and to nobody else.
            DpopError.None when revoked.Refuses(caller) => (null, null, TokenErrors.Revoked),
            DpopError.None => (caller, once, null),
            DpopError.NonceWanted => (null, null, TokenErrors.NonceRequired),
            _ => (null, null, TokenErrors.ProofInvalid.With(proof.Error)),
        };
    }

    /// <summary>Tells a client what is asked of it (RFC 9449, 7.1; RFC 6750, 3).</summary>
    public static void Challenge(HttpResponse response, Failure failure)
    {
        if (failure.Code.Status != StatusCodes.Status401Unauthorized)
        {
            return;
        }

        var error = failure.Code == TokenErrors.Missing ? "" : $"error=\"{Error(failure.Code)}\", error_description=\"{Describe(failure)}\", ";
        response.Headers.WWWAuthenticate = $"DPoP {error}algs=\"ES256 PS256\"";
    }

    // RFC 9110, 11.6.2: scheme, spaces, credentials.
    private static string? ReadToken(StringValues header, out Failure? failure)
    {
        if (header is not [{ } credentials] || credentials.IndexOf(' ', StringComparison.Ordinal) is not (> 0 and var end)
            || credentials.AsSpan(end).Trim(' ') is not { IsEmpty: false } token)
        {
            failure = TokenErrors.Missing;
            return null;
        }

        // RFC 9449, 7.1: a bound token is not to be taken as a bearer token.
        var isBound = credentials.AsSpan(0, end).Equals("DPoP", StringComparison.OrdinalIgnoreCase);
        failure = isBound ? null : (Failure)TokenErrors.NotBound;
        return isBound ? token.ToString() : null;
    }

    // RFC 6750, 3: printable ASCII without quotes and backslashes.
    private static string Describe(Failure failure) =>
        string.Concat(failure.English.Where(c => c is >= ' ' and <= '~' and not '"' and not '\\'));

    private static string Error(ErrorCode code)
    {
        if (code == TokenErrors.NonceRequired)
        {
            return "use_dpop_nonce"; // RFC 9449, 9
        }

        return code == TokenErrors.ProofInvalid || code == TokenErrors.ProofReplayed ? "invalid_dpop_proof" : "invalid_token";
    }
}
