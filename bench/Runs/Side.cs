namespace Pmo.Bench.Runs;

/// <summary>One of the things that are measured beside each other.</summary>
/// <param name="Name">Key of its figures.</param>
/// <param name="Operations">How many operations one run does.</param>
/// <param name="Run">Does them.</param>
/// <param name="WarmUp">The same code over less, for the compiler; null where there is nothing to compile.</param>
internal sealed record Side(string Name, int Operations, Action Run, Action? WarmUp = null);
