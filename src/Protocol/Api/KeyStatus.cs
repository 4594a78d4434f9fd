namespace Pmo.Protocol.Api;

/// <summary><c>GET /v1/keys/status</c>, for operators: which keys sign tokens, and what protects the ring that encrypts them. Nothing secret.</summary>
/// <param name="AsOf">When it was so, by the service's clock.</param>
/// <param name="SigningKeys">Those in the JWKS, the oldest first.</param>
/// <param name="Ring">Of Identity; every service has a ring of its own.</param>
public sealed record KeyStatus(DateTimeOffset AsOf, IReadOnlyList<SigningKeyStatus> SigningKeys, KeyRingStatus Ring);

/// <summary>A signing key.</summary>
/// <param name="Kid">RFC 7638 thumbprint, base64url.</param>
/// <param name="State"><c>announced</c>, <c>signing</c> or <c>retired</c>.</param>
/// <param name="SignsFrom">Its first token.</param>
/// <param name="SignsUntil">Its last.</param>
/// <param name="GoneAt">When it leaves the JWKS and is destroyed.</param>
public sealed record SigningKeyStatus(string Kid, string State, DateTimeOffset SignsFrom, DateTimeOffset SignsUntil, DateTimeOffset GoneAt);

/// <summary>The key ring's protection.</summary>
/// <param name="Protection"><c>certificate</c>, or <c>development</c>: none.</param>
/// <param name="Certificate">SHA-256 of the certificate, lower-case hex.</param>
/// <param name="Ends">When the certificate ends; the service does not start with it after that.</param>
public sealed record KeyRingStatus(string Protection, string? Certificate = null, DateTimeOffset? Ends = null);
