namespace Pmo.Identity.SigningKeys;

/// <summary>Where a signing key is in its life, in order.</summary>
internal enum KeyState
{
    /// <summary>Stored; not yet among the events as anything else.</summary>
    Made,

    /// <summary>In the JWKS, so that verifiers have it before it signs.</summary>
    Announced,

    /// <summary>Signs.</summary>
    Signing,

    /// <summary>In the JWKS for what it signed.</summary>
    Retired,

    /// <summary>To be destroyed.</summary>
    Gone,
}
