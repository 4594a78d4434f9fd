namespace Pmo.Protocol.Inputs;

/// <summary>
/// What names a person or a family; each kind is a domain with its own pseudonym key, its own grant in an agreement and its own meter.
/// Match keys (<c>mk</c>) are not among them yet.
/// </summary>
public readonly record struct IdentityKind
{
    private readonly string? _name;

    private IdentityKind(string name) => _name = name;

    /// <summary>National identity number.</summary>
    public static IdentityKind Nik => default;

    /// <summary>Family card number (Kartu Keluarga).</summary>
    public static IdentityKind Kk { get; } = new("kk");

    /// <summary>The wire name, also the domain in key ids and derivations.</summary>
    public string Name => _name ?? "nik";

    /// <summary>Reads a wire name, exactly.</summary>
    public static bool TryParse(string? name, out IdentityKind kind)
    {
        kind = name == "kk" ? Kk : Nik;
        return name is "nik" or "kk";
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
