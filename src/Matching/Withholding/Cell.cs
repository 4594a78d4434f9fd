using System.Runtime.InteropServices;

namespace Pmo.Matching.Withholding;

/// <summary>A place in a table of up to four axes: the number of a value on each, -1 where the axis is summed over.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Cell(int A = -1, int B = -1, int C = -1, int D = -1)
{
    public const int Axes = 4;

    /// <summary>All of the table. Not the default value, which is the first value on each axis.</summary>
    public static Cell Whole { get; } = new(-1);

    public int this[int axis] => axis switch { 0 => A, 1 => B, 2 => C, _ => D };

    public Cell With(int axis, int value) => axis switch
    {
        0 => this with { A = value },
        1 => this with { B = value },
        2 => this with { C = value },
        _ => this with { D = value },
    };

    /// <summary>Only the axes of <paramref name="mask"/>, bit by bit.</summary>
    public Cell Keep(int mask)
    {
        var kept = this;
        for (var axis = 0; axis < Axes; axis++)
        {
            if ((mask >> axis & 1) == 0)
            {
                kept = kept.With(axis, -1);
            }
        }

        return kept;
    }
}
