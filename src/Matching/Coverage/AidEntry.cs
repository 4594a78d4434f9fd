namespace Pmo.Matching.Coverage;

/// <summary>Aid that one person has in one upload, until it is known whether the register holds that person.</summary>
internal readonly record struct AidEntry(int Dataset, int Programme, int Year, int Region, bool IsDelivered, long Amount);
