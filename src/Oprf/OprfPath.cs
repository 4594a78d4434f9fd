using Pmo.Oprf.Batch;

namespace Pmo.Oprf;

/// <summary>Which instructions batches are computed with. All paths give the same bytes; they differ in speed.</summary>
public static class OprfPath
{
    /// <summary>
    /// Environment variable that forces a path: <c>portable</c>, <c>avx2</c> (four elements at a time) or <c>avx512</c> (eight).
    /// Unset or empty: the fastest that the processor has and that passes its self-test.
    /// </summary>
    public const string Variable = "PMO_OPRF";

    /// <summary>The name of the path in use. Chosen once, at the first use of this or of a batch.</summary>
    /// <exception cref="InvalidOperationException">
    /// <see cref="Variable"/> asks for a path that is unknown, that this processor lacks or that fails its self-test.
    /// </exception>
    public static string Active => BatchPath.Active.Name;
}
