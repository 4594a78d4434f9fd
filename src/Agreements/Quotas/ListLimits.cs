namespace Pmo.Agreements;

/// <summary>How many persons one list may have. Not a privacy control: nothing stops a caller from padding a list.</summary>
/// <param name="Min">Persons, at least 1; null: no minimum.</param>
/// <param name="Max">Persons, at least <paramref name="Min"/>; null: no maximum.</param>
public sealed record ListLimits(int? Min, int? Max);
