namespace Pmo.Hosting.Dpop;

/// <summary>Why a proof of possession is refused; the rules are judged in this order, but for the replay, which is judged last.</summary>
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
}
