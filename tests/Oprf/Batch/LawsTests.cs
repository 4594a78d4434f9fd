using Pmo.Oprf.Batch;

namespace Pmo.Oprf.Tests.Batch;

/// <summary>The laws of a group of prime order, on every path.</summary>
public sealed class LawsTests
{
    public static TheoryData<string> All => Paths.All;

    [Theory]
    [MemberData(nameof(All))]
    public void Multiplication_is_associative_distributive_and_has_inverses(string name)
    {
        var path = Paths.Named(name);
        Laws.Hold(Laws.Scalars, Laws.Scalars, Laws.Elements, (j, k, p) =>
            Times(path, k.Multiply(j), [p])[0] == Times(path, k, Times(path, j, [p]))[0], 60);
        Laws.Hold(Laws.Scalars, Laws.Elements, Laws.Elements, (k, p, q) =>
        {
            var products = Times(path, k, [p, q, p.Add(q)]);
            return products[2] == products[0].Add(products[1]);
        }, 60);
        Laws.Hold(Laws.Scalars, Laws.Scalars, Laws.Elements, (j, k, p) =>
            Times(path, j.Add(k), [p])[0] == Times(path, j, [p])[0].Add(Times(path, k, [p])[0]), 60);
        Laws.Hold(Laws.Scalars, Laws.Elements, (k, p) => k.IsZero || Times(path, k.Invert(), Times(path, k, [p]))[0] == p, 60);
        Laws.Hold(Laws.Scalars, Laws.Elements, (k, p) => Times(path, k.Negate(), [p])[0] == Times(path, k, [p])[0].Negate(), 60);
    }

    private static Element[] Times(BatchPath path, Scalar k, Element[] elements)
    {
        using var batch = path.Rent(elements.Length);
        batch.Decode(elements.SelectMany(e => e.Bytes()).ToArray()).IsOk.ShouldBeTrue();
        var encoded = new byte[elements.Length * 32];
        batch.EncodeMultiples(k, encoded);
        return [.. Enumerable.Range(0, elements.Length).Select(i => Encodings.ElementOf(Convert.ToHexString(encoded, i * 32, 32)))];
    }
}
