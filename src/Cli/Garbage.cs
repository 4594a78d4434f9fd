namespace Pmo.Cli;

/// <summary>What one step of a verb leaves behind and the next has no use for.</summary>
internal static class Garbage
{
    /// <summary>
    /// Gives it back to the system. To be called once between reading a list and sending it, and between sending it and writing the result: the collector
    /// by itself waits until the next step has taken as much again, and so adds up what is never needed at the same time. Takes some hundredths of a second.
    /// </summary>
    public static void GiveBack() => GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
}
