namespace Pmo.Oprf;

/// <summary>Why a batch was refused.</summary>
public enum OprfError
{
    None,

    /// <summary>A length is not what the encoding or another argument asks for, or an input exceeds <see cref="Voprf.MaxInput"/>.</summary>
    WrongLength,

    EmptyBatch,

    /// <summary>More than <see cref="ElementBatch.MaxElements"/>.</summary>
    BatchTooLarge,

    /// <summary>Not the canonical encoding of any element (RFC 9496 section 4.3.1).</summary>
    NonCanonicalElement,

    /// <summary>The identity, which RFC 9497 section 2.1 has every deserialisation refuse.</summary>
    IdentityElement,

    /// <summary>A key, factor or blind of zero.</summary>
    ZeroScalar,

    /// <summary>The proof does not hold, or its numbers are not canonical.</summary>
    InvalidProof,
}
