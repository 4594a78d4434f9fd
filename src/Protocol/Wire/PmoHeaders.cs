namespace Pmo.Protocol.Wire;

/// <summary>Header names of the API and of the calls between services.</summary>
public static class PmoHeaders
{
    public const string Agreement = "Pmo-Agreement";
    public const string Purpose = "Pmo-Purpose";
    public const string Session = "Pmo-Session";
    public const string Part = "Pmo-Part";
    public const string Domain = "Pmo-Domain";
    public const string Key = "Pmo-Key";
    public const string Audit = "Pmo-Audit";
    public const string IdempotencyKey = "Idempotency-Key";
    public const string ContentDigest = "Content-Digest";
    public const string Dpop = "DPoP";

    /// <summary>Between services only; the Gateway strips it from clients.</summary>
    public const string Decision = "Pmo-Decision";

    /// <summary>Between services only: <c>rows=…, matched=…</c>, and <c>, charged=…</c> where only the service knows it.</summary>
    public const string Outcome = "Pmo-Outcome";

    /// <summary>Between services only: a service's proof that an answer is its own.</summary>
    public const string Seal = "Pmo-Seal";
}
