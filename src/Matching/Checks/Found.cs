using Pmo.Matching.Datasets;
using Pmo.Matching.Tokens;

namespace Pmo.Matching.Checks;

/// <summary>A visible record that was found. Never prints itself.</summary>
internal readonly record struct Found(
    Pseudonym Pseudonym, Dataset Dataset, string? AidType, long? Amount, string? Period, string? Region, bool Delivered, Pseudonym? Household)
{
    public override string ToString() => nameof(Found);
}
