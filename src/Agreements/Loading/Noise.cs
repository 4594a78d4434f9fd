namespace Pmo.Agreements;

/// <summary>Noise on counts: discrete Laplace, drawn once per distinct question.</summary>
/// <param name="Epsilon">0.01 to 10, at most two decimals, so that it is an exact fraction; the smaller, the more noise.</param>
public sealed record Noise(decimal Epsilon)
{
    /// <summary>Smallest epsilon.</summary>
    public const decimal Least = 0.01m;

    /// <summary>Largest epsilon.</summary>
    public const decimal Most = 10m;
}
