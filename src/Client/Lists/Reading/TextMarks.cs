namespace Pmo.Client.Lists.Reading;

/// <summary>Which of a workbook's shared strings one pass came by in the columns in use. One thread's.</summary>
/// <param name="count">Shared strings.</param>
internal sealed class TextMarks(int count)
{
    private readonly ulong[] _marks = new ulong[(count + 63) / 64];

    /// <summary>Marks one by its 0-based number.</summary>
    public void Add(int index) => _marks[index / 64] |= 1UL << (index % 64);

    /// <summary>A bit for each string, the lowest first.</summary>
    public ulong[] ToArray() => [.. _marks];
}
