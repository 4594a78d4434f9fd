namespace Pmo.AppHost.Population;

/// <summary>
/// Numbers that look random and follow from a seed and what they are about, in whatever order they are asked for: SplitMix64's finisher (Steele, Lea and
/// Flood 2014). Not for secrets. Thread-safe.
/// </summary>
internal readonly record struct Draw(ulong Seed)
{
    private const ulong Golden = 0x9E37_79B9_7F4A_7C15;

    /// <summary>64 bits.</summary>
    /// <param name="about">What the number is about, so that two questions about one person are two numbers.</param>
    /// <param name="number">Whom.</param>
    public ulong Of(Aspect about, long number) => Mix(Mix(Seed + (((ulong)about + 1) * Golden)) + (((ulong)number + 1) * Golden));

    /// <summary>0 to <paramref name="sides"/> − 1.</summary>
    public int Of(Aspect about, long number, int sides) => (int)(Of(about, number) % (ulong)sides);

    /// <summary>True for about <paramref name="percent"/> of a hundred.</summary>
    public bool Is(Aspect about, long number, int percent) => Of(about, number, 100) < percent;

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}

/// <summary>What a drawn number is about.</summary>
internal enum Aspect
{
    Order,
    FamilySizes,
    Generation,
    Alone,
    Origin,
    Marriage,
    Move,
    Village,
    Desil,
    Need,
    Delivery,
    Card,
    Aid,
    Amount,
    Month,
    Slip,
    SlipKind,
    Sex,
}
