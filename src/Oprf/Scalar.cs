using System.Security.Cryptography;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Scalars;

namespace Pmo.Oprf;

/// <summary>
/// An integer mod l = 2^252 + 27742317777372353535851937790883648493, the order of the group (RFC 9496 section 4.4): a key,
/// a blind or a proof's number. Always canonical; the default value is 0. Immutable, safe to share between threads.
/// </summary>
/// <remarks>Every operation takes the same time for all values. <see cref="ToString"/> gives the type's name only.</remarks>
public readonly struct Scalar : IEquatable<Scalar>
{
    /// <summary>Bytes of an encoded scalar: 32, little-endian.</summary>
    public const int Size = 32;

    private const int WideSize = 64;

    private readonly ScalarLimbs _limbs;

    private Scalar(in ScalarLimbs limbs) => _limbs = limbs;

    internal static Scalar One => new(ScalarLimbs.Of(1, 0, 0, 0, 0));

    /// <summary>1/2 = (l + 1)/2.</summary>
    internal static Scalar OneHalf => new(ScalarField.OneHalf);

    /// <summary>True for 0, which no key, blind or inverse may be.</summary>
    public bool IsZero => Equals(default);

    /// <summary>A uniform scalar in [1, l-1] from the system's generator; wide reduction of 512 bits leaves a bias below 2^-259.</summary>
    public static Scalar Random()
    {
        Span<byte> wide = stackalloc byte[WideSize];
        Scalar s;
        do
        {
            RandomNumberGenerator.Fill(wide);
            s = FromUniformBytes(wide);
        }
        while (s.IsZero);
        CryptographicOperations.ZeroMemory(wide);
        return s;
    }

    /// <summary>Reads 32 bytes little-endian. False if the length is another or the value is not below l; zero is allowed.</summary>
    public static bool TryParse(ReadOnlySpan<byte> canonical, out Scalar s)
    {
        s = default;
        if (canonical.Length != Size)
            return false;
        var limbs = ScalarLimbs.FromBytes(canonical);
        bool below = ScalarField.BelowLMask(limbs) != 0;
        if (below)
            s = new Scalar(limbs);
        return below;
    }

    /// <summary>The value of 64 bytes little-endian, mod l.</summary>
    /// <exception cref="ArgumentException">The length is not 64.</exception>
    public static Scalar FromUniformBytes(ReadOnlySpan<byte> wide64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(wide64.Length, WideSize, nameof(wide64));
        return new Scalar(ScalarField.ReduceWide(wide64));
    }

    /// <summary>this * <paramref name="o"/> mod l.</summary>
    public Scalar Multiply(Scalar o) => new(ScalarField.Multiply(_limbs, o._limbs));

    /// <summary>this + <paramref name="o"/> mod l.</summary>
    public Scalar Add(Scalar o) => new(ScalarField.Add(_limbs, o._limbs));

    /// <summary>-this mod l.</summary>
    public Scalar Negate() => new(ScalarField.Negate(_limbs));

    /// <summary>1/this mod l; 0 for 0.</summary>
    public Scalar Invert() => new(ScalarField.Invert(_limbs));

    /// <summary>Writes 32 bytes little-endian.</summary>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    public void CopyTo(Span<byte> destination32)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination32.Length, Size, nameof(destination32));
        _limbs.CopyTo(destination32);
    }

    /// <summary>Constant-time equality.</summary>
    public bool Equals(Scalar other)
    {
        ulong difference = 0;
        for (int i = 0; i < ScalarLimbs.Count; i++)
            difference |= _limbs[i] ^ other._limbs[i];
        return difference == 0;
    }

    public override bool Equals(object? obj) => obj is Scalar other && Equals(other);

    /// <summary>Nothing that a hash table or a dump could keep of a secret: the same for all scalars.</summary>
    public override int GetHashCode() => nameof(Scalar).Length;

    public override string ToString() => nameof(Scalar);

    public static bool operator ==(Scalar left, Scalar right) => left.Equals(right);

    public static bool operator !=(Scalar left, Scalar right) => !left.Equals(right);

    internal void WriteDigits(Span<sbyte> digits)
    {
        Span<byte> bytes = stackalloc byte[Size];
        _limbs.CopyTo(bytes);
        SignedDigits.Write(bytes, digits);
        CryptographicOperations.ZeroMemory(bytes);
    }
}
