namespace Pmo.Client.Checks;

/// <summary>What an interrupted check needs to go on. Holds no NIK, but the blind seed: a secret. Does not print itself.</summary>
/// <param name="IdempotencyKey">Of the call that opens the check, so that even its lost answer can be asked for again.</param>
/// <param name="Seed">32 bytes, all blinds derive from them.</param>
/// <param name="ListDigest">As in <see cref="CheckOrder"/>.</param>
/// <param name="Rows">Distinct persons.</param>
/// <param name="Created">When, UTC.</param>
/// <param name="KeyId">The pseudonym key that was in use.</param>
/// <param name="CheckId">The session, once known.</param>
internal sealed record ResumeState(
    string IdempotencyKey, byte[] Seed, string ListDigest, int Rows, DateTimeOffset Created, string KeyId, string? CheckId = null)
{
    public override string ToString() => nameof(ResumeState);
}
