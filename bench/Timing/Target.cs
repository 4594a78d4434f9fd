namespace Pmo.Bench.Timing;

/// <summary>A call whose time is tested.</summary>
/// <param name="Name">What differs between the classes.</param>
/// <param name="Prepare">Untimed: lays down the fixed (true) or a random secret, by the same work.</param>
/// <param name="Run">Timed.</param>
internal sealed record Target(string Name, Action<bool> Prepare, Action Run);
