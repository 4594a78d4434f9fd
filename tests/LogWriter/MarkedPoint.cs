using System.Diagnostics;

namespace Pmo.LogWriter;

/// <summary>Where the process kills itself, as by <c>kill -9</c>: nothing is flushed, nothing is disposed of.</summary>
/// <param name="name">Of the point.</param>
/// <param name="count">The how manieth time it is passed.</param>
internal sealed class MarkedPoint(string name, int count)
{
    private int _left = count;

    public void Pass(string passed)
    {
        if (passed == name && Interlocked.Decrement(ref _left) == 0)
        {
            using var self = Process.GetCurrentProcess();
            self.Kill();
            self.WaitForExit();
        }
    }
}
