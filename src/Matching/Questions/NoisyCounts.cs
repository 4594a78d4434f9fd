using Pmo.Matching.Noise;

namespace Pmo.Matching.Questions;

/// <summary>What may be told of counts: exact ones by a rule, noisy ones if they are large enough. Not thread-safe.</summary>
internal static class NoisyCounts
{
    /// <summary>A count with its noise; null when that is below the threshold. Without a threshold what noise makes negative is 0.</summary>
    public static long? Draw(long count, DiscreteLaplace noise, int threshold)
    {
        var noisy = count + noise.Draw();
        return noisy < threshold ? null : Math.Max(0, noisy);
    }
}
