namespace Pmo.Identity.Codes;

/// <summary>What came of presenting a code.</summary>
internal enum CodeOutcome
{
    /// <summary>It gives what it stands for, now and never again.</summary>
    Redeemed,

    /// <summary>No such code, or so long ago that it is forgotten.</summary>
    Unknown,

    /// <summary>Older than a minute.</summary>
    Expired,

    /// <summary>Presented before; what it gave then is revoked (RFC 6749, 4.1.2).</summary>
    Replayed,

    OtherClient,
    OtherRedirect,
    WrongVerifier,
    OtherKey,

    /// <summary>The person has signed out, or is no longer active.</summary>
    SignedOut,
}
