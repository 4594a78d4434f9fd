namespace Pmo.Hosting.Dpop;

/// <summary>What came of a proof.</summary>
/// <param name="Error"><see cref="DpopError.None"/> when it holds.</param>
/// <param name="Thumbprint">RFC 7638 thumbprint of the proof's key, base64url, for <c>cnf.jkt</c>; null when it does not hold.</param>
public readonly record struct DpopResult(DpopError Error, string? Thumbprint)
{
    /// <summary>Whether the proof holds.</summary>
    public bool IsOk => Error == DpopError.None;
}
