using System.Security.Cryptography;

namespace Pmo.Matching.Noise;

/// <summary>Uniform integers, the only randomness that noise is made of.</summary>
internal interface IUniform
{
    /// <summary>A uniform integer of [0, <paramref name="below"/>).</summary>
    int Below(int below);
}

/// <summary>From the operating system. Thread-safe.</summary>
internal sealed class SystemUniform : IUniform
{
    public int Below(int below) => RandomNumberGenerator.GetInt32(below);
}
