namespace Pmo.Agreements;

/// <summary>What one agreement says to a <see cref="PolicyQuestion"/>.</summary>
/// <param name="Agreement">The agreement as asked; null when the party has none at all.</param>
/// <param name="Purpose">The purpose as asked or tried.</param>
/// <param name="Decision">What would be decided.</param>
public sealed record PolicyAnswer(string? Agreement, string? Purpose, AccessDecision Decision);
