namespace Pmo.Agreements;

/// <summary>How many persons may be asked about in a period. The Gateway meters it; every rule of a decision must hold.</summary>
/// <param name="Key">
/// The meter's name: <c>agreement/operation/n/period</c>, n counting that operation's permits from 1 in the order of the file.
/// It stays the same across reloads as long as that order does.
/// </param>
/// <param name="Limit">Persons, at least 1.</param>
/// <param name="Period">When it starts anew; see <see cref="QuotaWindow"/>.</param>
public sealed record QuotaRule(string Key, int Limit, QuotaPeriod Period);
