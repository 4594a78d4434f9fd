namespace Pmo.Hosting.Dpop;

/// <summary>Why a proof of possession is refused; the rules are judged in this order, but for nonce and replay, which are judged last.</summary>
public enum DpopError
{
    None,
    Missing,
    Several,
    Malformed,
    WrongType,
    WrongAlgorithm,
    BadKey,
    PrivateKey,
    BadSignature,
    ClaimMissing,
    WrongMethod,
    WrongTarget,
    OutOfTime,
    Replayed,
    WrongTokenHash,
    WrongThumbprint,

    /// <summary>All else holds; the client shall try again with the nonce that it gets now (RFC 9449, 8 and 9).</summary>
    NonceWanted,
}
