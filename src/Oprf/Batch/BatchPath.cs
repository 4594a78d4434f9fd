using Pmo.Oprf.Lanes;

namespace Pmo.Oprf.Batch;

/// <summary>A way to compute batches, named as <see cref="OprfPath"/> says.</summary>
/// <param name="Name">portable, avx2 or avx512.</param>
/// <param name="IsSupported">True if this processor has the instructions.</param>
/// <param name="Rent">Room for a batch of so many points.</param>
/// <param name="Expand">expand_message_xmd of many messages.</param>
internal sealed record BatchPath(string Name, bool IsSupported, Func<int, PointBatch> Rent, ExpandMessages Expand)
{
    /// <summary>Fastest first; the last runs everywhere.</summary>
    public static IReadOnlyList<BatchPath> All { get; } =
    [
        Lanes<EightLanes>("avx512"),
        Lanes<FourLanes>("avx2"),
        new("portable", IsSupported: true, count => new PortableBatch(count), ExpandMessage.ExpandAll),
    ];

    private static readonly Lazy<BatchPath> Chosen = new(() => Choose(Environment.GetEnvironmentVariable(OprfPath.Variable), All));

    /// <summary>Chosen at first use, once.</summary>
    public static BatchPath Active => Chosen.Value;

    /// <summary>The one that is asked for, or the fastest that this processor has and that gives the known answer.</summary>
    /// <param name="name">A name, or null or empty for any.</param>
    /// <param name="paths">Fastest first.</param>
    /// <exception cref="InvalidOperationException">The one asked for is unknown, not supported, or wrong; or all are.</exception>
    internal static BatchPath Choose(string? name, IReadOnlyList<BatchPath> paths)
    {
        if (string.IsNullOrEmpty(name))
        {
            return paths.FirstOrDefault(p => p.IsSupported && KnownAnswer.IsGivenBy(p))
                ?? throw new InvalidOperationException("ristretto255 gives wrong answers on this computer by every path: do not use it.");
        }
        var asked = paths.FirstOrDefault(p => p.Name == name)
            ?? throw new InvalidOperationException(
                $"{OprfPath.Variable}={name} is none of {string.Join(", ", paths.Select(p => p.Name))}.");
        if (!asked.IsSupported)
            throw new InvalidOperationException($"{OprfPath.Variable}={name}, but this processor lacks the instructions. Unset it.");
        if (!KnownAnswer.IsGivenBy(asked))
            throw new InvalidOperationException($"{OprfPath.Variable}={name}, but that path fails its self-test on this computer.");
        return asked;
    }

    private static BatchPath Lanes<V>(string name)
        where V : unmanaged, ILanes<V> =>
        new(name, V.IsSupported, count => new LaneBatch<V>(count), LaneExpandMessage<V>.Expand);
}
