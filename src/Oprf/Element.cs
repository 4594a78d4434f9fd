using System.Buffers.Binary;
using System.Security.Cryptography;
using Pmo.Oprf.Curve;
using Pmo.Oprf.Ristretto;

namespace Pmo.Oprf;

/// <summary>
/// A decoded element of the group ristretto255 (RFC 9496), of prime order l. The default value is the identity. Immutable, safe
/// to share between threads.
/// </summary>
/// <remarks>
/// Operations take the same time for all values. <see cref="ToString"/> gives the type's name only, for an element may be a token.
/// </remarks>
public readonly struct Element : IEquatable<Element>
{
    /// <summary>Bytes of an encoded element.</summary>
    public const int Size = RistrettoEncoding.Size;

    // RFC 9496 appendix A.1, B[1].
    private static readonly Element Base = DecodeBase("E2F2AE0A6ABC4E71A884A961C500515F58E30B6AA582DD8DB6A65945E08D2D76");

    private readonly ExtendedPoint _point;

    // default(Element) has Z = 0, which is no point: it stands for the identity instead.
    private readonly bool _hasPoint;

    internal Element(in ExtendedPoint point)
    {
        _point = point;
        _hasPoint = true;
    }

    /// <summary>The generator G (RFC 9496 section 4, appendix A.1).</summary>
    public static Element Generator => Base;

    /// <summary>The neutral element, whose encoding is 32 zero bytes.</summary>
    public static Element Identity => default;

    internal ExtendedPoint Point => _hasPoint ? _point : ExtendedPoint.Identity;

    /// <summary>True for the identity, which no blinded, evaluated or public element may be.</summary>
    public bool IsIdentity => RistrettoEncoding.IsIdentity(Point);

    /// <summary>
    /// Decodes 32 bytes (RFC 9496 section 4.3.1). False if the length is another or the encoding is not canonical; the identity decodes.
    /// </summary>
    public static bool TryDecode(ReadOnlySpan<byte> encoded32, out Element e)
    {
        e = default;
        if (encoded32.Length != Size || !RistrettoEncoding.TryDecode(encoded32, out var point))
            return false;
        e = new Element(point);
        return true;
    }

    /// <summary>HashToGroup of the suite ristretto255-SHA512, mode VOPRF (RFC 9497 section 4.1).</summary>
    /// <param name="input">Any length; hashed in constant time for its length.</param>
    public static Element HashToGroup(ReadOnlySpan<byte> input)
    {
        Span<byte> uniform = stackalloc byte[OneWayMap.InputSize];
        VoprfSuite.ExpandForGroup(input, uniform);
        var e = FromUniformBytes(uniform);
        CryptographicOperations.ZeroMemory(uniform);
        return e;
    }

    /// <summary>Derives an element from 64 uniform bytes (RFC 9496 section 4.3.4).</summary>
    /// <exception cref="ArgumentException">The length is not 64.</exception>
    public static Element FromUniformBytes(ReadOnlySpan<byte> wide64)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(wide64.Length, OneWayMap.InputSize, nameof(wide64));
        return new Element(OneWayMap.Derive(wide64));
    }

    /// <summary>Encodes to the canonical 32 bytes (RFC 9496 section 4.3.2).</summary>
    /// <exception cref="ArgumentException">The length is not 32.</exception>
    public void Encode(Span<byte> destination32)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(destination32.Length, Size, nameof(destination32));
        RistrettoEncoding.Encode(Point, destination32);
    }

    /// <summary><paramref name="k"/> times this.</summary>
    public Element Multiply(Scalar k) => new(ScalarMultiplication.Multiply(k, Point));

    /// <summary>this + <paramref name="o"/>.</summary>
    public Element Add(Element o) => new(Point.Add(o.Point.Cached()));

    /// <summary>-this.</summary>
    public Element Negate() => new(Point.Negated());

    /// <summary>Constant-time equality of elements (RFC 9496 section 4.3.3).</summary>
    public bool Equals(Element other) => RistrettoEncoding.AreEqual(Point, other.Point);

    public override bool Equals(object? obj) => obj is Element other && Equals(other);

    /// <summary>Of the canonical encoding, whose bytes are close to uniform.</summary>
    public override int GetHashCode()
    {
        Span<byte> encoded = stackalloc byte[Size];
        Encode(encoded);
        return BinaryPrimitives.ReadInt32LittleEndian(encoded);
    }

    public override string ToString() => nameof(Element);

    public static bool operator ==(Element left, Element right) => left.Equals(right);

    public static bool operator !=(Element left, Element right) => !left.Equals(right);

    private static Element DecodeBase(string hex) =>
        TryDecode(Convert.FromHexString(hex), out var e) ? e : throw new InvalidOperationException("The generator does not decode.");
}
