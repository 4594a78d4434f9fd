namespace Pmo.Oprf.Batch;

/// <summary>Montgomery's trick: one inversion and three products per scalar instead of an inversion each.</summary>
internal static class BatchInversion
{
    /// <param name="scalars">None zero.</param>
    /// <param name="inverses">As many, out.</param>
    public static void Invert(ReadOnlySpan<Scalar> scalars, Span<Scalar> inverses)
    {
        var product = Scalar.One;
        for (int i = 0; i < scalars.Length; i++)
        {
            inverses[i] = product;
            product = product.Multiply(scalars[i]);
        }
        var inverse = product.Invert();
        for (int i = scalars.Length - 1; i >= 0; i--)
        {
            inverses[i] = inverses[i].Multiply(inverse);
            inverse = inverse.Multiply(scalars[i]);
        }
    }
}
