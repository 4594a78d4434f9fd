namespace Pmo.Identity.SigningKeys.Storage;

/// <summary>A stored key, private part encrypted. Never prints it.</summary>
/// <param name="Times">Its kid and its life.</param>
/// <param name="ProtectedKey">PKCS#8 under the key ring.</param>
/// <param name="Told">The last of its states that is among the events.</param>
internal sealed record StoredKey(KeyTimes Times, byte[] ProtectedKey, KeyState Told)
{
    /// <summary>The states that it has come to since then, in order. One that signs at once was never announced.</summary>
    public IEnumerable<KeyState> Untold(DateTimeOffset now)
    {
        var state = Times.StateAt(now);
        return Enum.GetValues<KeyState>().Where(s => s > Told && s <= state && !(s == KeyState.Announced && state != KeyState.Announced));
    }
}
