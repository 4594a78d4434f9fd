using System.Globalization;
using Pmo.Protocol.Inputs;

namespace Pmo.Protocol.Keys;

/// <summary>Names a pseudonym key: <c>nik.EPOCH.VERSION</c>. The epoch is <c>[a-z0-9-]{1,32}</c>, the version 1 or more.</summary>
public readonly record struct KeyId
{
    private KeyId(IdentityKind kind, string epoch, int version)
    {
        Kind = kind;
        Epoch = epoch;
        Version = version;
    }

    public IdentityKind Kind { get; }

    public string Epoch { get; }

    public int Version { get; }

    /// <summary>Makes an id of parts that are known to be well formed.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static KeyId Of(IdentityKind kind, string epoch, int version) =>
        TryParse(string.Create(CultureInfo.InvariantCulture, $"{kind}.{epoch}.{version}"), out var id)
            ? id
            : throw new ArgumentException("An epoch is 1 to 32 of a-z, 0-9 and '-'; a version is 1 or more.", nameof(epoch));

    /// <summary>Reads <c>nik.EPOCH.VERSION</c>.</summary>
    public static bool TryParse(string? text, out KeyId id)
    {
        id = default;
        var parts = (text ?? "").Split('.');
        if (parts.Length != 3 || !IdentityKind.TryParse(parts[0], out var kind) || !IsEpoch(parts[1])
            || !int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out var version) || version < 1
            || parts[2][0] == '0')
        {
            return false;
        }

        id = new KeyId(kind, parts[1], version);
        return true;
    }

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Kind}.{Epoch}.{Version}");

    private static bool IsEpoch(string epoch) =>
        epoch.Length is >= 1 and <= 32 && epoch.All(c => char.IsAsciiDigit(c) || char.IsAsciiLetterLower(c) || c == '-');
}
