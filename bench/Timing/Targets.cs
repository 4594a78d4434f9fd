using System.Security.Cryptography;
using Pmo.Oprf;

namespace Pmo.Bench.Timing;

/// <summary>
/// What is tested: Multiply and Blind, once with scalars fixed against random, once with inputs. The fixed scalar is 1 and the fixed element the
/// generator: if zero digits, table entries or small coordinates were cheaper, these would show it best.
/// </summary>
internal sealed class Targets
{
    /// <summary>Name of the target that leaks on purpose: if it is not found, the others' silence means nothing.</summary>
    public const string Control = "control (square and multiply, leaks)";

    private const int Elements = 8; // one full round of the widest lanes
    private const int Pool = 1024;
    private const int InputBytes = 20; // nik: and 16 digits

    private readonly Coins _coins = new();
    private readonly Scalar _fixedScalar = Parse(1);
    private readonly byte[] _fixedElement = new byte[Element.Size];
    private readonly byte[] _pool = new byte[Pool * Element.Size];
    private readonly byte[] _elements = new byte[Elements * Element.Size];
    private readonly byte[] _result = new byte[Elements * Element.Size];
    private readonly byte[][] _inputs = [.. Enumerable.Range(0, Elements).Select(_ => new byte[InputBytes])];
    private readonly ReadOnlyMemory<byte>[] _inputMemory;
    private readonly Scalar[] _scalars = new Scalar[Elements];
    private readonly byte[] _exponent = new byte[Scalar.Size];

    public Targets()
    {
        _inputMemory = Array.ConvertAll(_inputs, i => new ReadOnlyMemory<byte>(i));
        Element.Generator.Encode(_fixedElement);
        for (var i = 0; i < Pool; i++)
        {
            Element.HashToGroup(BitConverter.GetBytes(i)).Encode(_pool.AsSpan(i * Element.Size, Element.Size));
        }
    }

    public IReadOnlyList<Target> All =>
    [
        new("multiply: scalar", isFixed => Lay(isFixed, fixElements: false), Multiply),
        new("multiply: elements", isFixed => Lay(fixScalars: false, isFixed), Multiply),
        new("blind: scalars", isFixed => Lay(isFixed, fixElements: false), Blind),
        new("blind: inputs", isFixed => Lay(fixScalars: false, isFixed), Blind),
        new(Control, LayExponent, Power),
    ];

    // Both classes draw and copy the same; only what is kept differs.
    private void Lay(bool fixScalars, bool fixElements)
    {
        for (var i = 0; i < Elements; i++)
        {
            var scalar = Scalar.Random();
            _scalars[i] = fixScalars ? _fixedScalar : scalar;
            var drawn = _pool.AsSpan(_coins.Next(Pool) * Element.Size, Element.Size);
            (fixElements ? _fixedElement : drawn).CopyTo(_elements.AsSpan(i * Element.Size, Element.Size));
            RandomNumberGenerator.Fill(_inputs[i]);
            if (fixElements)
            {
                _inputs[i].AsSpan().Clear();
            }
        }
    }

    private void Multiply() => Expect(ElementBatch.Multiply(_scalars[0], _elements, _result));

    private void Blind() => Expect(Voprf.Blind(_inputMemory, _scalars, _result));

    // Half of the fixed exponent's bits are ones, as of most random ones: only the count's small differences can be seen.
    private void LayExponent(bool isFixed)
    {
        RandomNumberGenerator.Fill(_exponent);
        if (isFixed)
        {
            _exponent.AsSpan().Fill(0b_0101_0111);
        }
    }

    private void Power()
    {
        var power = _fixedScalar;
        foreach (var bits in _exponent)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                power = power.Multiply(power);
                if ((bits >> bit & 1) != 0)
                {
                    power = power.Multiply(_scalars[0]);
                }
            }
        }

        power.CopyTo(_result.AsSpan(0, Scalar.Size)); // so that the work is not optimised away
    }

    private static void Expect(OprfResult result)
    {
        if (!result.IsOk)
        {
            throw new InvalidOperationException($"A valid call was refused: {result.Error}.");
        }
    }

    private static Scalar Parse(byte value)
    {
        var bytes = new byte[Scalar.Size];
        bytes[0] = value;
        return Scalar.TryParse(bytes, out var scalar) ? scalar : throw new InvalidOperationException("1 is a scalar.");
    }
}
