using Pmo.Hosting.Storage;

namespace Pmo.Hosting.Dpop;

/// <summary>What came of a proof.</summary>
/// <param name="Error"><see cref="DpopError.None"/> when it holds.</param>
/// <param name="Thumbprint">RFC 7638 thumbprint of the proof's key, base64url, for <c>cnf.jkt</c>; null when it does not hold.</param>
/// <param name="NewNonce">For the answer's <see cref="DpopNonces.Header"/>: one is wanted, or the proof's own is ageing. Null: none is due.</param>
public readonly record struct DpopResult(DpopError Error, string? Thumbprint, string? NewNonce = null)
{
    /// <summary>Whether the proof holds.</summary>
    public bool IsOk => Error == DpopError.None;

    /// <summary>Hands out the nonce that is due.</summary>
    public void OfferNonce(HttpResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (NewNonce is not null)
        {
            response.Headers[DpopNonces.Header] = NewNonce;
        }
    }
}

/// <summary>A judged proof that is not used up yet.</summary>
/// <param name="Result">What came of it, but for a replay.</param>
/// <param name="Once">What the store has to take before anything is done; null when the proof does not hold.</param>
public readonly record struct DpopJudgement(DpopResult Result, ReplayId? Once);
