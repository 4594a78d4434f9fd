namespace Pmo.Client.Lists;

/// <summary>What a list may measure; beyond it the list is refused with a code, never cut.</summary>
public sealed record ListLimits
{
    /// <summary>Bytes of the file. Default 150 MiB.</summary>
    public long FileBytes { get; init; } = 150L << 20;

    /// <summary>Bytes of a workbook when unpacked. Default 1 GiB.</summary>
    public long UnpackedBytes { get; init; } = 1L << 30;

    /// <summary>Bytes of a workbook's shared strings when unpacked; they are the one part that has to be in memory. Default 256 MiB.</summary>
    public long SharedStringsBytes { get; init; } = 256L << 20;

    /// <summary>Data rows. Default 1,048,576, what a worksheet holds.</summary>
    public int Rows { get; init; } = 1_048_576;

    /// <summary>Columns. Default 500.</summary>
    public int Columns { get; init; } = 500;

    /// <summary>UTF-16 code units in a cell. Default 32,767, what a worksheet's cell holds.</summary>
    public int CellLength { get; init; } = 32_767;
}
