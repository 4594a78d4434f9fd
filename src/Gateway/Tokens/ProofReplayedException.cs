namespace Pmo.Gateway.Tokens;

/// <summary>A proof of possession was sent a second time. Thrown, so that no transaction that has begun for the request is committed.</summary>
internal sealed class ProofReplayedException() : Exception("The proof was used before.");
