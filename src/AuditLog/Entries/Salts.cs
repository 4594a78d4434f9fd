using System.Security.Cryptography;

namespace Pmo.AuditLog.Entries;

/// <summary>Salts of entries, from the system's generator: many at a time, since to ask it takes longer than what it gives. Thread-safe.</summary>
internal static class Salts
{
    private const int AtOnce = 64;

    [ThreadStatic]
    private static byte[]? _drawn;

    [ThreadStatic]
    private static int _left;

    /// <summary>A salt, for one entry alone.</summary>
    public static byte[] Next()
    {
        var drawn = _drawn ??= new byte[AtOnce * EntryBytes.SaltSize];
        if (_left == 0)
        {
            RandomNumberGenerator.Fill(drawn);
            _left = AtOnce;
        }

        var next = drawn.AsSpan(--_left * EntryBytes.SaltSize, EntryBytes.SaltSize);
        var salt = next.ToArray();

        // An erased entry's salt must not be found in memory either.
        next.Clear();
        return salt;
    }
}
