namespace Pmo.Bench.Runs;

/// <summary>What a run took.</summary>
/// <param name="Seconds">By the clock on the wall.</param>
/// <param name="ProcessorSeconds">Of this process on all cores: what other processes take, a database server among them, does not count.</param>
internal sealed record Spent(double Seconds, double ProcessorSeconds);
