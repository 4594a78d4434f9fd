using System.Diagnostics;

namespace Pmo.Testing.Faults;

/// <summary>Where the process kills itself, as by <c>kill -9</c>: nothing is flushed, nothing is disposed of.</summary>
/// <param name="name">Of the point.</param>
/// <param name="count">The how manieth time it is passed.</param>
public sealed class MarkedPoint(string name, int count)
{
    private int _passed;

    /// <summary>How many times it was passed so far.</summary>
    public int Passed => _passed;

    /// <summary>Says that a point is passed; at this one's last time it does not return.</summary>
    public void Pass(string passed)
    {
        if (passed == name && Interlocked.Increment(ref _passed) == count)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            self.WaitForExit();
        }
    }
}
