namespace Pmo.Protocol.Wire;

/// <summary>The <c>typ</c> of what clients sign to enrol and replace keys, so that none passes for another (RFC 8725, 3.11).</summary>
public static class JwsTypes
{
    /// <summary>By the new key: <c>aud</c>, <c>org</c>, <c>code</c> (its SHA-256).</summary>
    public const string Enrolment = "pmo-enrolment+jwt";

    /// <summary>By the old key: <c>iss</c>, <c>sub</c>, <c>aud</c>, <c>iat</c>, <c>jwk</c> (the new key).</summary>
    public const string KeyReplacement = "pmo-key-replacement+jwt";

    /// <summary>By the new key: <c>aud</c>, <c>statement</c> (SHA-256 of the replacement statement).</summary>
    public const string KeyPossession = "pmo-key-possession+jwt";
}
