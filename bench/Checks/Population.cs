using Pmo.AppHost.Population;
using Pmo.Protocol.Inputs;

namespace Pmo.Bench.Checks;

/// <summary>The benchmarks' people: always the same province.</summary>
internal static class Population
{
    public const ulong Seed = 1;

    public static Province Province { get; } = new(Seed);

    /// <summary>Persons <paramref name="from"/> to <paramref name="from"/> + <paramref name="count"/> − 1, all different below <see cref="Province.Most"/>.</summary>
    public static Nik[] Make(int from, int count) => [.. Enumerable.Range(from, count).Select(i => Province.NikOf(i))];
}
