namespace Pmo.Matching.Scanning;

/// <summary>One record of a scan. Texts are numbers of the scan's <see cref="ScanTexts"/>, 0 when absent.</summary>
/// <param name="Slot">Which of the scan's uploads, as the caller numbered them.</param>
/// <param name="AidType">The row's own aid type.</param>
/// <param name="Amount">Whole rupiah; -1 when absent.</param>
/// <param name="Year">Of the row's period; 0 when absent.</param>
/// <param name="Region">Kemendagri code.</param>
/// <param name="Desil">1 to 10; 0 when absent.</param>
/// <param name="Needs">JSON list of categories.</param>
/// <param name="Delivered">Or only claimed.</param>
internal readonly record struct ScannedRecord(int Slot, int AidType, long Amount, int Year, int Region, int Desil, int Needs, bool Delivered);

/// <summary>What a scan reads of a record beside whose it is; the rest stays absent.</summary>
[Flags]
internal enum ScanFields
{
    None = 0,
    AidType = 1,
    Amount = 2,
    Year = 4,
    Region = 8,
    Desil = 16,
    Needs = 32,
    Delivered = 64,
}
