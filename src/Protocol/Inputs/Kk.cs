namespace Pmo.Protocol.Inputs;

/// <summary>
/// A family card number (nomor Kartu Keluarga): 16 digits of a NIK’s shape, whose date is that of the card. Made only from text that can be one; never
/// prints itself. Immutable, thread-safe, compared by value.
/// </summary>
public readonly record struct Kk
{
    private readonly Nik _digits;

    private Kk(Nik digits) => _digits = digits;

    /// <summary>Takes a number that was read as a NIK, from a column that holds card numbers.</summary>
    public static Kk Of(Nik digits) => new(digits);

    /// <summary>Reads a card number as people write it; see <see cref="Nik.TryParse"/>.</summary>
    public static NikDefect TryParse(ReadOnlySpan<char> text, out Kk kk)
    {
        var defect = Nik.TryParse(text, out var digits, out _);
        kk = new Kk(digits);
        return defect;
    }

    /// <summary>Writes the 16 ASCII digits.</summary>
    /// <param name="destination">At least 16 bytes.</param>
    public void CopyTo(Span<byte> destination) => _digits.CopyTo(destination);

    /// <summary>The type's name: a card number does not print itself.</summary>
    public override string ToString() => nameof(Kk);
}
