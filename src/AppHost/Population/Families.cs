namespace Pmo.AppHost.Population;

/// <summary>Who belongs together: blocks of sixteen persons in a row are four to six families, so that each person's place follows from its number alone.</summary>
internal static class Families
{
    public const int Block = 16;
    public const int MostInBlock = 6;

    // 3.5 persons a family (BPS, 2020 census: 3.6), some alone.
    private static readonly int[][] Sizes = [[4, 3, 5, 4], [2, 3, 4, 4, 3], [1, 2, 4, 5, 4], [3, 3, 4, 6], [1, 1, 3, 2, 4, 5], [2, 4, 4, 2, 4]];

    /// <summary>The family of person <paramref name="i"/>, how many it has, and which of them the person is: from 0, adults first.</summary>
    public static (long Family, int Size, int Place) Of(Draw draw, long i)
    {
        var block = i / Block;
        var place = (int)(i % Block);
        var sizes = Sizes[draw.Of(Aspect.FamilySizes, block, Sizes.Length)];
        var family = 0;
        while (place >= sizes[family])
        {
            place -= sizes[family++];
        }

        return ((block * MostInBlock) + family, sizes[family], place);
    }
}

/// <summary>What a person is in the family.</summary>
internal enum FamilyRole
{
    /// <summary>A man, or a woman alone or with children.</summary>
    Head,
    Mother,
    Child,
}
