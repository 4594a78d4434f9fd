namespace Pmo.Client.Niks;

/// <summary>How many rows of a list are what. <c>Rows = Valid + Invalid + NoNik</c>; <c>Valid = Distinct + Duplicates</c>.</summary>
/// <param name="Rows">Data rows.</param>
/// <param name="Valid">Rows with a valid NIK.</param>
/// <param name="Distinct">Distinct persons.</param>
/// <param name="Invalid">Rows with something that is no NIK.</param>
/// <param name="NoNik">Rows without one.</param>
/// <param name="Duplicates">Rows that repeat an earlier row's person.</param>
public sealed record NikCounts(int Rows, int Valid, int Distinct, int Invalid, int NoNik, int Duplicates);
