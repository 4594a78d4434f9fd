namespace Pmo.Bench.Evaluation;

/// <summary>What a child process measured.</summary>
/// <param name="Active">The path it ran.</param>
/// <param name="Values">By name.</param>
internal sealed record PathResult(string Active, IReadOnlyDictionary<string, double> Values);
